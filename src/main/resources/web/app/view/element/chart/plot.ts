import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartDataset,
  type ChartType,
  Decimation,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  type ScaleOptionsByType,
  ScatterController,
  TimeScale,
  Tooltip,
  type TooltipItem,
} from "chart.js";
import type { Contents } from "../../../element-content.ts";
import { numberText } from "../table/cells.ts";
import { teachDates } from "./dates.ts";
import type { Plotted, Point, Series } from "./series.ts";
import { type Theme, readTheme } from "../theme.ts";

Chart.register(BarController, LineController, ScatterController, BarElement, LineElement, PointElement);
Chart.register(CategoryScale, LinearScale, TimeScale, Decimation, Filler, Tooltip);
teachDates();

/** Points of a line are marked as long as they are few. */
const MARKED = 40;
const LINE_WIDTH = 2;
const RADIUS = 4;
const SMALLEST = 3;
const LARGEST = 18;
const FONT_SIZE = 12;
/** So many points are drawn of a line; more cannot be told apart. */
const DRAWN = 1500;
/** So that series also differ where colours do not. */
const SHAPES = ["circle", "rectRot", "triangle", "rect", "crossRot", "star"] as const;
const DASHES: number[][] = [[], [6, 3], [2, 2], [8, 3, 2, 3]];
const FILL = 0.22;

type Configuration = ChartConfiguration<ChartType, Point[]>;

interface Scale {
  ticks: { callback?: (value: number | string) => string };
}

/** A chart on a canvas. */
export class Plot {
  readonly #chart: Chart<ChartType, Point[]>;
  #content: Contents["chart"];
  #plotted: Plotted;
  #theme = readTheme();

  constructor(canvas: HTMLCanvasElement, content: Contents["chart"], plotted: Plotted) {
    forgetGone();
    this.#content = content;
    this.#plotted = plotted;
    this.#chart = new Chart(canvas, this.#configuration());
  }

  /** Whether it was given up because its canvas had left the page. */
  get gone(): boolean {
    return this.#chart.ctx === null;
  }

  colourOf(index: number): string {
    return colourOf(this.#plotted.series[index], index, this.#theme);
  }

  show(content: Contents["chart"], plotted: Plotted): void {
    const turned = plotted.axis !== this.#plotted.axis;
    this.#content = content;
    this.#plotted = plotted;
    if (turned) {
      this.#chart.options = this.#configuration().options ?? {};
    }
    this.#update();
  }

  repaint(): void {
    this.#theme = readTheme();
    this.#chart.options = this.#configuration().options ?? {};
    this.#update();
  }

  setVisible(index: number, visible: boolean): void {
    this.#chart.setDatasetVisibility(index, visible);
    this.#chart.update();
  }

  isVisible(index: number): boolean {
    return this.#chart.isDatasetVisible(index);
  }

  get theme(): Theme {
    return this.#theme;
  }

  #update(): void {
    const { data } = this.#chart;
    const fresh = this.#datasets();
    // The same objects with other fields: what the reader has switched off stays off.
    data.datasets = fresh.map((dataset, index) => Object.assign(data.datasets[index] ?? {}, dataset));
    data.labels = [...this.#plotted.labels];
    // Not in its mode "none", in which the library keeps how points were drawn before.
    this.#chart.update();
  }

  #configuration(): Configuration {
    const { chart, horizontal, stack } = this.#content;
    const bar = chart === "bar";
    return {
      type: bar ? "bar" : chart === "scatter" ? "scatter" : "line",
      data: { labels: [...this.#plotted.labels], datasets: this.#datasets() },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: bar && horizontal ? { xAxisKey: "y", yAxisKey: "x" } : bar ? { xAxisKey: "x", yAxisKey: "y" } : false,
        indexAxis: bar && horizontal ? "y" : "x",
        interaction:
          chart === "scatter"
            ? { mode: "nearest", intersect: true }
            : { mode: "index", intersect: false, axis: bar && horizontal ? "y" : "x" },
        layout: { padding: { top: 8 } },
        scales: {
          [bar && horizontal ? "y" : "x"]: this.#indexScale(),
          [bar && horizontal ? "x" : "y"]: this.#valueScale(stack === true && chart !== "scatter" && chart !== "line"),
        },
        plugins: {
          decimation: { enabled: chart === "line", algorithm: "lttb", samples: DRAWN / 2, threshold: DRAWN },
          tooltip: this.#tooltip(),
        },
      },
    } as Configuration;
  }

  #datasets(): ChartDataset<ChartType, Point[]>[] {
    return this.#plotted.series.map((series, index) => this.#dataset(series, index));
  }

  #dataset(series: Series, index: number): ChartDataset<ChartType, Point[]> {
    const { chart, stack } = this.#content;
    const colour = colourOf(series, index, this.#theme);
    const common = { label: series.name, data: series.points, borderColor: colour, backgroundColor: colour };
    const cycle = Math.floor(index / this.#theme.series.length);
    if (chart === "bar") {
      return {
        ...common,
        borderWidth: 0,
        borderRadius: 3,
        maxBarThickness: 56,
        ...(stack ? { stack: "all" } : {}),
      } as never;
    }
    const shape = SHAPES[index % SHAPES.length] ?? "circle";
    if (chart === "scatter") {
      const radius = radii(series.points, this.#plotted.series);
      return {
        ...common,
        backgroundColor: faded(colour, 0.65),
        pointStyle: shape,
        pointRadius: radius,
        pointHoverRadius: radius,
      } as never;
    }
    return {
      ...common,
      borderWidth: LINE_WIDTH,
      borderDash: DASHES[cycle % DASHES.length],
      pointRadius: series.points.length > MARKED ? 0 : 2.5,
      pointStyle: shape,
      pointHitRadius: 8,
      spanGaps: false,
      ...(chart === "area" ? { fill: stack && index > 0 ? "-1" : "origin", backgroundColor: faded(colour, FILL) } : {}),
    } as never;
  }

  #indexScale(): Partial<ScaleOptionsByType> {
    const { axis } = this.#plotted;
    const type = axis === "number" ? "linear" : axis;
    const title = this.#content.xLabel ?? (axis === "number" ? this.#content.x : undefined);
    const options = this.#scale(title, this.#content.chart === "scatter");
    if (axis === "number") {
      options.ticks.callback = (value) => numberText(Number(value));
    }
    return { ...options, type, ...(axis === "time" ? { time: { tooltipFormat: "datetime" } } : {}) } as never;
  }

  #valueScale(stacked: boolean): Partial<ScaleOptionsByType> {
    const title = this.#content.yLabel ?? (this.#content.y.length === 1 ? this.#content.y[0] : undefined);
    const options = this.#scale(title, true);
    options.ticks.callback = (value) => numberText(Number(value));
    return {
      ...options,
      type: "linear",
      stacked,
      beginAtZero: this.#content.chart !== "line" && this.#content.chart !== "scatter",
    } as never;
  }

  #scale(title: string | undefined, grid: boolean): Scale {
    const { line, muted } = this.#theme;
    const font = { family: fontFamily(), size: FONT_SIZE };
    const ticks = { color: muted, font, padding: 8, maxRotation: 0, autoSkipPadding: 16 };
    return {
      stacked: this.#content.chart === "bar" && this.#content.stack === true,
      grid: { display: grid, color: line, drawTicks: false },
      border: { color: line, display: !grid },
      ticks,
      title: { display: title !== undefined, text: title ?? "", color: muted, font },
    } as Scale;
  }

  #tooltip(): object {
    const { text, raised, line, muted } = this.#theme;
    const font = { family: fontFamily(), size: FONT_SIZE };
    return {
      backgroundColor: raised,
      titleColor: muted,
      bodyColor: text,
      borderColor: line,
      borderWidth: 1,
      padding: 10,
      cornerRadius: 8,
      boxPadding: 4,
      usePointStyle: true,
      titleFont: { ...font, weight: 500 },
      bodyFont: font,
      callbacks: { label: (item: TooltipItem<ChartType>) => `${item.dataset.label ?? ""}: ${this.#valueOf(item)}` },
    };
  }

  #valueOf(item: TooltipItem<ChartType>): string {
    const { x, y } = item.raw as Point;
    const value = y === null ? "–" : numberText(y);
    return this.#content.chart === "scatter" && this.#plotted.axis === "number" ? `${numberText(x)}, ${value}` : value;
  }
}

/** A chart whose canvas is no longer in the page would be kept by the library. */
function forgetGone(): void {
  for (const chart of Object.values(Chart.instances)) {
    if (!chart.canvas?.isConnected) {
      chart.destroy();
    }
  }
}

function colourOf(series: Series | undefined, index: number, theme: Theme): string {
  return series?.colour ?? theme.series[index % theme.series.length] ?? theme.text;
}

function faded(colour: string, opacity: number): string {
  const hex = /^#(..)(..)(..)$/
    .exec(colour)
    ?.slice(1)
    .map((part) => Number.parseInt(part, 16));
  const parts = hex ?? colour.match(/\d+/g)?.map(Number) ?? [];
  return `rgba(${parts.slice(0, 3).join(", ")}, ${opacity})`;
}

/** A size is an area: twice as much looks twice as large. All sizes of a chart share one scale. */
function radii(points: readonly Point[], all: readonly Series[]): number | number[] {
  if (points.every(({ size }) => size === undefined)) {
    return RADIUS;
  }
  const sizes = all.flatMap((series) => series.points.map(({ size }) => size ?? 0));
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const smallest = sizes.reduce((least, size) => Math.min(least, size), largest);
  if (largest === smallest) {
    // One number for all of them is the radius itself.
    return Math.min(LARGEST, Math.max(1, largest));
  }
  return points.map(({ size = 0 }) => SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(0, size) / largest));
}

function fontFamily(): string {
  return getComputedStyle(document.body).fontFamily;
}
