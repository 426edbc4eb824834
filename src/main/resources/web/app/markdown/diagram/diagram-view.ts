import type { CodeBlock } from "../block/block.ts";
import { barButton, labelButton } from "../code/code-bar.ts";
import { CodeView } from "../code/code-view.ts";
import type { BlockView } from "../view/block-view.ts";
import type { Page } from "../view/views.ts";
import { say } from "../../words.ts";

/** So far (px) from what is seen a diagram is drawn. */
const NEAR = "600px";

/**
 * A diagram in Mermaid's language: its code while it is written, and a picture once its fence has closed and it is near
 * what the reader sees. Both have a box of the same height, so that nothing moves.
 */
export class DiagramView implements BlockView<CodeBlock> {
  readonly element: HTMLElement;
  readonly #code: CodeView;
  readonly #lines: string[] = [];
  #toggle: HTMLButtonElement | undefined;

  constructor(block: CodeBlock, page: Page) {
    this.#code = new CodeView(block, page);
    this.element = this.#code.element;
    this.element.classList.add("diagram");
  }

  settle(block: CodeBlock): void {
    this.#lines.push(...block.lines);
    this.#code.settle(block);
  }

  show(block: CodeBlock): void {
    this.#code.show(block);
    this.#code.showEnd();
  }

  finish(block: CodeBlock): void {
    this.#lines.push(...block.lines);
    this.#code.finish(block);
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          watch.disconnect();
          void this.#draw(this.#lines.join("\n"));
        }
      },
      { rootMargin: NEAR },
    );
    watch.observe(this.element);
  }

  async #draw(source: string): Promise<void> {
    let problem: string | undefined;
    try {
      const { DiagramPicture } = await import("./diagram-picture.ts");
      const picture = new DiagramPicture(source);
      problem = await picture.draw();
      if (problem === undefined) {
        this.element.append(picture.node);
        this.#addToggle();
      }
    } catch {
      problem = say("element.notLoaded");
    }
    if (problem !== undefined) {
      const note = document.createElement("p");
      note.className = "diagram-problem";
      note.textContent = say("element.noDiagram", { problem: problem.trim().split("\n", 1)[0] ?? "" });
      this.element.append(note);
    }
  }

  #addToggle(): void {
    this.#toggle = barButton("picture", say("element.showCode"));
    this.#toggle.addEventListener("click", () => this.#turn(!this.element.classList.contains("drawn")));
    this.#code.bar.add(this.#toggle);
    this.#turn(true);
  }

  #turn(drawn: boolean): void {
    this.element.classList.toggle("drawn", drawn);
    if (this.#toggle) {
      labelButton(
        this.#toggle,
        drawn ? "code" : "picture",
        drawn ? say("element.showCode") : say("element.showDiagram"),
      );
    }
  }
}
