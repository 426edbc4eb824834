import type { Row } from "../../../element-content.ts";

/** Reads a file of rows, an array on each line, as it comes; gives as many rows at a time as have come. */
export async function* rowsOf(address: string): AsyncGenerator<Row[]> {
  const response = await fetch(address);
  if (!response.ok || !response.body) {
    throw new Error(`The rows could not be had: ${response.status}`);
  }
  let rest = "";
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield lines.filter((line) => line !== "").map(parsed);
  }
  if (rest.trim() !== "") {
    yield [parsed(rest)];
  }
}

function parsed(line: string): Row {
  const row: unknown = JSON.parse(line);
  if (!Array.isArray(row)) {
    throw new Error("A line of the rows is no array");
  }
  return row as Row;
}
