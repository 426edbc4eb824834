import { element } from "../../../dom.ts";
import type { Theme } from "../theme.ts";

const MARGIN = 20;
const LINE = 22;
const SWATCH = 10;

/** What stands around the chart itself in its picture. */
export interface Surround {
  title: string;
  legend: readonly { name: string; colour: string }[];
  theme: Theme;
}

/** The chart as a picture, with its title and its legend. */
export function pictureOf(chart: HTMLCanvasElement, { title, legend, theme }: Surround): Promise<Blob | null> {
  const scale = chart.width / Math.max(1, chart.clientWidth);
  const width = chart.clientWidth + 2 * MARGIN;
  const canvas = element("canvas");
  const pen = canvas.getContext("2d");
  if (!pen) {
    return Promise.resolve(null);
  }
  const places = layOut(
    pen,
    legend.map(({ name }) => name),
    width,
  );
  const top = MARGIN + (title === "" ? 0 : LINE) + (places.at(-1)?.row ?? -1) * LINE + LINE;
  canvas.width = width * scale;
  canvas.height = (top + chart.clientHeight + MARGIN) * scale;
  pen.scale(scale, scale);
  pen.fillStyle = theme.paper;
  pen.fillRect(0, 0, width, canvas.height);
  pen.fillStyle = theme.text;
  pen.font = font(600, 15);
  pen.fillText(title, MARGIN, MARGIN + 12, width - 2 * MARGIN);
  pen.font = font(400, 12);
  const first = MARGIN + (title === "" ? 0 : LINE);
  legend.forEach(({ name, colour }, index) => {
    const { x = 0, row = 0 } = places[index] ?? {};
    const y = first + row * LINE;
    pen.fillStyle = colour;
    pen.fillRect(x, y + 3, SWATCH, SWATCH);
    pen.fillStyle = theme.text;
    pen.fillText(name, x + SWATCH + 6, y + 12);
  });
  pen.drawImage(chart, MARGIN, top, chart.clientWidth, chart.clientHeight);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function layOut(pen: CanvasRenderingContext2D, names: readonly string[], width: number): { x: number; row: number }[] {
  pen.font = font(400, 12);
  let x = MARGIN;
  let row = 0;
  return names.map((name) => {
    const needed = SWATCH + 6 + pen.measureText(name).width + 16;
    if (x > MARGIN && x + needed > width - MARGIN) {
      x = MARGIN;
      row++;
    }
    const place = { x, row };
    x += needed;
    return place;
  });
}

function font(weight: number, size: number): string {
  return `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
}
