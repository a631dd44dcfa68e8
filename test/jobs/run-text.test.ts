import { describe, expect, it } from "vitest";
import { type Locale, locales } from "@/lib/format";
import { jobKinds } from "@/lib/jobs/constants";
import { durationBetween, durationText, stepText } from "@/lib/jobs/run-text";

const inEach = (milliseconds: number) => locales.map((locale: Locale) => durationText(milliseconds, locale));

describe("how long a run took (UX-13)", () => {
  it("has tenths below ten seconds, after the mark of the reader's language", () => {
    expect(inEach(9_500)).toEqual(["9.5 s", "9,5 s", "9.5 s"]);
    expect(inEach(0)).toEqual(["0.0 s", "0,0 s", "0.0 s"]);
  });

  it("is in whole seconds from ten on, and in minutes and seconds from sixty on", () => {
    expect(inEach(12_600)).toEqual(["13 s", "13 s", "13 s"]);
    expect(inEach(125_000)).toEqual(["2 min 5 s", "2 min 5 s", "2 min 5 s"]);
  });

  it("is not told while a run has not begun or not ended", () => {
    expect(durationBetween(null, "2024-05-03T14:00:00Z", "ru")).toBeNull();
    expect(durationBetween("2024-05-03T14:00:00Z", null, "ru")).toBeNull();
    expect(durationBetween("2024-05-03T14:00:00Z", "2024-05-03T14:00:02.500Z", "ru")).toBe("2,5 s");
  });
});

it("every step of every kind of run has words of its own", () => {
  const steps = [...new Set(Object.values(jobKinds).flatMap((kind): readonly string[] => kind.steps))];
  expect(steps.filter((step) => stepText(step) === step)).toEqual([]);
});
