import { equal } from "node:assert/strict";
import { test } from "node:test";
import { dayGroup } from "../../main/resources/web/app/view/day-groups.ts";

const NOW = new Date(2026, 10, 22, 9, 30).getTime();
const at = (day: number, hour = 12): number => new Date(2026, 10, day, hour).getTime();

test("a day begins at midnight", () => {
  equal(dayGroup(at(22, 0), NOW), "sidebar.today");
  equal(dayGroup(at(21, 23), NOW), "sidebar.yesterday");
  equal(dayGroup(at(20, 23), NOW), "sidebar.lastWeek");
});

test("what a wrong clock put into the future is of today", () => {
  equal(dayGroup(at(25), NOW), "sidebar.today");
});

test("weeks, then months", () => {
  equal(dayGroup(at(15), NOW), "sidebar.lastWeek");
  equal(dayGroup(at(14), NOW), "sidebar.lastMonth");
  equal(dayGroup(new Date(2026, 8, 2).getTime(), NOW), "September 2026");
});
