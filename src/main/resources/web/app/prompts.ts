import { refusalWords } from "./problem-words.ts";
import { say } from "./words.ts";

/** A text that is kept to be sent again; one without an id is the operator's. */
export interface Prompt {
  id?: string;
  title: string;
  text: string;
}

/** Why a prompt was not kept, in words for the reader. */
export class PromptFailure extends Error {}

const RESOURCE = "/api/prompts";
const JSON_TYPE = "application/json";

export async function listPrompts(): Promise<Prompt[]> {
  const response = await asked(RESOURCE, { headers: { Accept: JSON_TYPE } });
  return ((await response.json()) as { items: Prompt[] }).items;
}

/** Adds a prompt, or changes the one that has its id. */
export async function keepPrompt({ id, title, text }: Prompt): Promise<void> {
  await asked(id === undefined ? RESOURCE : `${RESOURCE}/${id}`, {
    method: id === undefined ? "POST" : "PATCH",
    headers: { "Content-Type": JSON_TYPE, Accept: JSON_TYPE },
    body: JSON.stringify({ title, text }),
  });
}

export async function removePrompt(id: string): Promise<void> {
  await asked(`${RESOURCE}/${id}`, { method: "DELETE" });
}

async function asked(address: string, request: RequestInit): Promise<Response> {
  const response = await fetch(address, request).catch(() => undefined);
  if (!response?.ok) {
    const problem = (await response?.json().catch(() => undefined)) as { code?: string; detail?: string } | undefined;
    throw new PromptFailure(
      problem ? refusalWords({ code: problem.code ?? "", text: problem.detail ?? "" }) : say("sidebar.unreachable"),
    );
  }
  return response;
}
