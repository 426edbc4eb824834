import { element } from "../../dom.ts";
import type { Contents, Row } from "../../element-content.ts";
import type { MessageElement } from "../../protocol.ts";
import { copyButton } from "../copy-button.ts";
import { iconButton, textButton } from "../icon-button.ts";
import { setText, SingleView, type Surroundings } from "./element-view.ts";
import { csvHead, csvRows, markdownRows, tabbedRows } from "./table/csv.ts";
import { DataTable } from "./table/data-table.ts";
import { download, fileName } from "./table/download.ts";
import { rowsOf } from "./table/rows-file.ts";
import { say } from "../../words.ts";

/** A table with fewer rows needs no filter. */
const FILTERED_FROM = 8;
/** So many rows go with a message that is copied. */
const COPIED = 1000;
/** So many rows at most are kept in the page; the file for download has all. */
const KEPT = 200_000;

type Loading = "no" | "running" | "failed" | "done";

/** A table. Where it is too long for the conversation, its other rows are fetched when its reader wants them. */
export class TableElement extends SingleView<Contents["table"]> {
  readonly node = element("figure", { class: "figure table-element" });
  readonly #caption = element("span", { class: "figure-title" });
  readonly #filter = element("input", {
    type: "search",
    placeholder: say("element.filter"),
    "aria-label": say("element.filterTable"),
  });
  readonly #foot = element("div", { class: "table-foot", role: "status" });
  #table: DataTable | undefined;
  #content: Contents["table"] | undefined;
  #address: string | undefined;
  #loaded: Row[] = [];
  #loading: Loading = "no";
  #footKey = "";

  get text(): string {
    return this.#content ? markdownRows(this.#content.columns, this.#content.rows.slice(0, COPIED)) : "";
  }

  protected override draw(content: MessageElement & Contents["table"], around: Surroundings): void {
    this.#content = content;
    this.#address = content.file === undefined ? undefined : around.fileAddress(content.file);
    this.#table ??= this.#start(content);
    setText(this.#caption, content.caption ?? "");
    this.#showRows();
  }

  #start({ columns, caption }: Contents["table"]): DataTable {
    const table = new DataTable(columns, caption || say("element.table"), () => this.#wanted());
    this.#filter.addEventListener("input", () => table.filter(this.#filter.value));
    const copy = copyButton(() => tabbedRows(columns, table.rows));
    const csv = iconButton("download", say("element.csv"), () => void this.#download());
    const bar = element("figcaption", { class: "figure-bar" }, this.#caption, this.#filter, copy, csv);
    this.node.append(bar, table.node, this.#foot);
    return table;
  }

  get #rows(): readonly Row[] {
    return this.#loading === "done" ? this.#loaded : (this.#content?.rows ?? []);
  }

  get #total(): number {
    return Math.max(this.#content?.total ?? 0, this.#rows.length);
  }

  #showRows(): void {
    this.#table?.show(this.#rows);
    this.#filter.hidden = this.#total < FILTERED_FROM;
    this.#showFoot();
  }

  /** The reader sorts or filters: that is for all rows, not for the first ones. */
  #wanted(): void {
    if (this.#address !== undefined && this.#loading === "no") {
      void this.#load();
    }
    this.#showFoot();
  }

  async #load(): Promise<void> {
    const address = this.#address;
    if (address === undefined || this.#loading === "running") {
      return;
    }
    this.#loading = "running";
    this.#showFoot();
    const loaded: Row[] = [];
    try {
      for await (const rows of rowsOf(address)) {
        loaded.push(...rows.slice(0, KEPT - loaded.length));
        if (loaded.length >= KEPT) {
          break;
        }
      }
      this.#loaded = loaded;
      this.#loading = "done";
    } catch {
      this.#loading = "failed";
    }
    this.#showRows();
  }

  async #download(): Promise<void> {
    const { columns, rows, caption } = this.#content ?? { columns: [], rows: [] };
    const parts = [csvHead(columns)];
    try {
      if (this.#address === undefined) {
        parts.push(csvRows(rows));
      } else {
        for await (const some of rowsOf(this.#address)) {
          parts.push(csvRows(some));
        }
      }
      download(fileName(caption ?? "table", "csv"), new Blob(parts, { type: "text/csv;charset=utf-8" }));
    } catch {
      this.#loading = this.#loading === "done" ? "done" : "failed";
      this.#showFoot();
    }
  }

  #showFoot(): void {
    const shown = this.#table?.rows.length ?? 0;
    const key = JSON.stringify([shown, this.#total, this.#loading, this.#table?.filtering]);
    if (key === this.#footKey) {
      return;
    }
    this.#footKey = key;
    this.#foot.replaceChildren(element("span", {}, this.#count(shown)), ...this.#offer());
    this.#foot.hidden = this.#total < FILTERED_FROM;
  }

  #count(shown: number): string {
    const count = this.#total;
    return shown === count ? say("element.rows", { count }) : say("element.rowsOf", { shown, count });
  }

  #offer(): Node[] {
    if (this.#loading === "running") {
      return [element("span", {}, say("element.loadingRows"))];
    }
    if (this.#address === undefined || this.#loading === "done") {
      return [];
    }
    const words = this.#loading === "failed" ? say("element.rowsFailed") : say("element.loadRows");
    return [textButton(words, () => void this.#load())];
  }
}
