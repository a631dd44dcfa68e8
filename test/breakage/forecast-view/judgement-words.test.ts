import { expect, it } from "vitest";
import { judgementWords } from "@/lib/breakage/forecast-view/judgement-words";

const cells = (sold: string, ...ages: number[]) => ages.map((age) => ({ sold, age }));

it("a judgement is told by month of sale, ages that follow one another as one, and the tail after them", () => {
  const leftOut = [...cells("2025-03", 7, 2, 4, 3), ...cells("2024-12", 0)];
  expect(judgementWords({ leftOut, settledAge: 24 }, "en")).toBe(
    "Without Dec 2024 at age 0; Mar 2025 at age 2–4, 7. Nothing more from age 24 on.",
  );
  expect(judgementWords({ leftOut: [], settledAge: 24 }, "en")).toBe("Nothing more from age 24 on.");
  expect(judgementWords({ leftOut: [], settledAge: null }, "en")).toBe("All links, hazards carried on.");
});
