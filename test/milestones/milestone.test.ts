import { describe, expect, it } from "vitest";
import { type Milestone, marksAt, monthIn, quarterIn } from "@/lib/milestones/milestone";

const rule = (on: string, version: number): Milestone => ({
  kind: "rule",
  on,
  jurisdiction: "US-NY",
  property: "closed-loop",
  version,
});
const reminders = (on: string, batchId: number): Milestone => ({
  kind: "reminders",
  on,
  batchId,
  reason: "card-expiry",
  messages: 1_200,
});

describe("marks of a chart", () => {
  const months = ["2026-01-01", "2026-02-01"];

  it("stand at the month in which it happened, in words with date and number", () => {
    expect(marksAt([reminders("2026-02-28", 7), rule("2026-01-01", 2)], monthIn(months), "en")).toEqual([
      { key: "2026-01-01", text: "1 Jan 2026: law of New York for cards of one seller or group, version 2 entered" },
      { key: "2026-02-01", text: "28 Feb 2026: 1,200 reminders sent, batch 7" },
    ]);
  });

  it("leave out what happened before or after the chart", () => {
    expect(marksAt([rule("2025-12-31", 1), rule("2026-03-01", 2)], monthIn(months), "en")).toEqual([]);
  });

  it("are one for each point: three things by name, the rest counted", () => {
    const [mark, ...others] = marksAt(
      [1, 2, 3, 4, 5].map((day) => reminders(`2026-01-0${day}`, day)),
      monthIn(months),
      "en",
    );
    expect(others).toEqual([]);
    expect(mark?.text.split("; ").map((part) => part.replace(/^.*batch /, ""))).toEqual(["1", "2", "3", "2 more"]);
  });

  it("stand at the quarter of the day, the last of March in the first, and at what was said of it before what lies ahead", () => {
    const keyAt = quarterIn([
      { key: "past-2026-01-01", quarter: "2026-01-01" },
      { key: "past-2026-04-01", quarter: "2026-04-01" },
      { key: "2026-04-01", quarter: "2026-04-01" },
    ]);
    expect([keyAt("2026-03-31"), keyAt("2026-04-01"), keyAt("2026-06-30"), keyAt("2026-07-01")]).toEqual([
      "past-2026-01-01",
      "past-2026-04-01",
      "past-2026-04-01",
      null,
    ]);
  });
});
