import { element } from "../../dom.ts";
import type { Contents } from "../../element-content.ts";
import { iconButton } from "../icon-button.ts";
import { Legend } from "./chart/legend.ts";
import { pictureOf } from "./chart/picture.ts";
import type { Plot } from "./chart/plot.ts";
import { type Plotted, plotted } from "./chart/series.ts";
import { onThemeChange } from "./theme.ts";
import { setText, SingleView } from "./element-view.ts";
import { csvHead, csvRows, markdownRows } from "./table/csv.ts";
import { DataTable } from "./table/data-table.ts";
import { download, fileName } from "./table/download.ts";
import { say } from "../../words.ts";

const COPIED = 1000;
/** The height (px) of one label's bars where they lie. */
const LYING = 34;
const AXIS = 64;
const LOWEST = 180;
const HIGHEST = 640;

/** A chart: drawn when it comes into view, with its numbers as a table beside it for whoever wants them. */
export class ChartElement extends SingleView<Contents["chart"]> {
  readonly node = element("figure", { class: "figure chart" });
  readonly #title = element("span", { class: "figure-title" });
  readonly #canvas = element("canvas", { role: "img" });
  readonly #box = element("div", { class: "chart-box" }, this.#canvas);
  readonly #legend = new Legend((index, visible) => this.#toggle(index, visible));
  readonly #problem = element("p", { class: "missing-file" }, say("element.chartFailed"));
  readonly #tableButton = iconButton("table", say("element.showTable"), () => this.#toggleTable());
  #content: Contents["chart"] | undefined;
  #plotted: Plotted | undefined;
  #plot: Plot | undefined;
  #table: DataTable | undefined;
  #rows = -1;
  #seen = false;
  #loading = false;

  constructor() {
    super();
    this.#problem.hidden = true;
    this.#tableButton.setAttribute("aria-pressed", "false");
    const picture = iconButton("picture", say("element.png"), () => void this.#downloadPicture());
    const csv = iconButton("download", say("element.csv"), () => this.#downloadRows());
    const bar = element("figcaption", { class: "figure-bar" }, this.#title, this.#tableButton, picture, csv);
    this.node.append(bar, this.#legend.node, this.#problem, this.#box);
    onThemeChange(this.node, () => this.#repaint());
    new IntersectionObserver(
      (entries, observer) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          observer.disconnect();
          this.#seen = true;
          void this.#showPlot();
        }
      },
      { rootMargin: "400px" },
    ).observe(this.#box);
  }

  get text(): string {
    const { title = "", columns = [], rows = [] } = this.#content ?? {};
    return [title, markdownRows(columns, rows.slice(0, COPIED))].filter((text) => text !== "").join("\n\n");
  }

  protected override draw(content: Contents["chart"]): void {
    this.#content = content;
    if (content.rows.length === this.#rows && !this.#plot?.gone) {
      return;
    }
    this.#rows = content.rows.length;
    this.#plotted = plotted(content);
    setText(this.#title, content.title ?? "");
    this.#canvas.setAttribute("aria-label", this.#description(content, this.#plotted));
    this.#measure(content, this.#plotted);
    this.#table?.show(content.rows);
    if (this.#seen) {
      void this.#showPlot();
    }
  }

  #description({ chart, title }: Contents["chart"], { series }: Plotted): string {
    const what = `${say(`element.${chart}Chart`)}${title ? `: ${title}` : ""}.`;
    if (series.length === 0) {
      return `${what} ${say("element.noValues")}`;
    }
    const names = series.map(({ name }) => name).join(", ");
    const count = series.reduce((sum, { points }) => sum + points.length, 0);
    return `${what} ${names}. ${say("element.valuesAsTable", { count })}`;
  }

  /** Many bars that lie need more room; it is kept before the chart is drawn. */
  #measure({ horizontal, chart, stack }: Contents["chart"], { labels, series }: Plotted): void {
    if (horizontal && chart === "bar") {
      const each = stack ? 1 : Math.max(1, series.length * 0.6);
      const height = Math.min(HIGHEST, Math.max(LOWEST, AXIS + labels.length * LYING * each));
      this.#box.style.height = `${height}px`;
    }
  }

  async #showPlot(): Promise<void> {
    if (this.#loading) {
      return;
    }
    this.#loading = true;
    try {
      const { Plot } = await import("./chart/plot.ts");
      this.#draw(Plot);
      this.#problem.hidden = true;
    } catch {
      // Not to be had now, or not to be drawn: the numbers are.
      this.#problem.hidden = false;
    }
    this.#loading = false;
  }

  #draw(Plot: typeof import("./chart/plot.ts").Plot): void {
    const content = this.#content;
    const shown = this.#plotted;
    if (!content || !shown || !this.#canvas.isConnected) {
      return;
    }
    if (this.#plot && !this.#plot.gone) {
      this.#plot.show(content, shown);
    } else {
      this.#plot = new Plot(this.#canvas, content, shown);
      this.#legend.reset();
    }
    this.#showLegend();
  }

  #showLegend(): void {
    const plot = this.#plot;
    if (plot) {
      this.#legend.show(
        (this.#plotted?.series ?? []).map(({ name }, index) => ({
          name,
          colour: plot.colourOf(index),
          visible: plot.isVisible(index),
        })),
      );
    }
  }

  #toggle(index: number, visible: boolean): void {
    this.#plot?.setVisible(index, visible);
  }

  #repaint(): void {
    if (this.#plot && !this.#plot.gone) {
      this.#plot.repaint();
      this.#showLegend();
    }
  }

  #toggleTable(): void {
    const content = this.#content;
    if (!content) {
      return;
    }
    if (!this.#table) {
      this.#table = new DataTable(
        content.columns,
        [say("element.chartNumbers"), content.title].filter((part) => part).join(": "),
      );
      this.node.append(this.#table.node);
    } else {
      this.#table.node.hidden = !this.#table.node.hidden;
    }
    this.#table.show(content.rows);
    this.#tableButton.setAttribute("aria-pressed", String(!this.#table.node.hidden));
  }

  async #downloadPicture(): Promise<void> {
    const plot = this.#plot;
    if (!plot) {
      return;
    }
    const title = this.#content?.title ?? "";
    const all = (this.#plotted?.series ?? []).map(({ name }, index) => ({ name, colour: plot.colourOf(index), index }));
    const shown = all.filter(({ index }) => plot.isVisible(index));
    const legend = all.length < 2 ? [] : shown;
    const picture = await pictureOf(this.#canvas, { title, legend, theme: plot.theme });
    if (picture) {
      download(fileName(title || "chart", "png"), picture);
    }
  }

  #downloadRows(): void {
    const { title, columns, rows } = this.#content ?? { columns: [], rows: [] };
    const csv = new Blob([csvHead(columns), csvRows(rows)], { type: "text/csv;charset=utf-8" });
    download(fileName(title ?? "chart", "csv"), csv);
  }
}
