import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import type { Contents, Row } from "../../main/resources/web/app/element-content.ts";
import { plotted } from "../../main/resources/web/app/view/element/chart/series.ts";

/** As a chart begins that has no rows yet: what its x will be is not known, so it says text. */
function begun(rows: Row[]): Contents["chart"] {
  const columns = [
    { name: "t", type: "text" },
    { name: "value", type: "number" },
  ];
  return { chart: "line", columns, rows, x: "t", y: ["value"] } as Contents["chart"];
}

test("a chart that began without rows has numbers along it when numbers come", () => {
  equal(plotted(begun([])).axis, "category");
  const { axis, series } = plotted(
    begun([
      [10, 1],
      [2, 3],
    ]),
  );
  equal(axis, "number");
  deepEqual(series[0]?.points, [
    { x: 2, y: 3 },
    { x: 10, y: 1 },
  ]);
});

test("one that has other words among them keeps them as words", () => {
  const { axis, labels } = plotted(
    begun([
      [10, 1],
      ["none", 3],
    ]),
  );
  equal(axis, "category");
  deepEqual(labels, ["10", "none"]);
});
