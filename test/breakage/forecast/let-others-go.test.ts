import { expect, it } from "vitest";
import { asKnownAt } from "@/lib/breakage/forecast/cohort";
import { lettingOthersGo } from "@/lib/breakage/forecast/queries/let-others-go";
import type { Recipe } from "@/lib/breakage/forecast/recipe";
import { lastOf } from "@/lib/breakage/forecast/steps";
import { type Version, whatMovedInSteps } from "@/lib/breakage/forecast/what-moved";
import { lastSale, simulate } from "./simulator";

const cut = lastSale();
const cohorts = simulate("steps", { types: 3, cards: 20 });
const recipe: Recipe = { method: "open-balance-credibility", refinements: [], overrides: {} };
const versionAt = (at: number): Version => ({ cohorts: asKnownAt(cohorts, at), cut: at, ultimateAge: 60, recipe });
const moved = () => whatMovedInSteps(versionAt(cut - 1), versionAt(cut), (type) => type);

it("what moved lets others go after each of its fits, and comes to the same", async () => {
  let turns = 0;
  let isDone = false;
  const other = (async () => {
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      turns++;
    }
  })();
  const found = await lettingOthersGo(moved());
  isDone = true;
  await other;
  // The old curve, the new one, and one for each of three types.
  expect(turns).toBeGreaterThanOrEqual(5);
  expect(found).toEqual(lastOf(moved()));
});
