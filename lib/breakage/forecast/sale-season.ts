import { at } from "@/lib/statistics/vector";
import type { Cell } from "../credibility/experience";
import { calendarMonth } from "./cohort";
import type { Seasons } from "./exposure";
import type { HazardModel } from "./hazard-model";
import { type CohortTable, openAt, redeemedAt } from "./table";
import { twoLevelCredibility } from "./two-level";

/** Each month of sale must have been seen twice. */
const LEAST_MONTHS = 24;
const LARGEST_LOG_SPEED = 1;

/**
 * How fast cards of a month of sale run through their lives: at speed s a card of age t is where others are at age s·t, so
 * that gifts of December may come early to the till without more of them coming in the end. Twelve logarithms from January
 * on; null where months of sale differ no more than years do, or less than two years were seen.
 */
export function saleSpeeds(table: CohortTable, model: HazardModel): readonly number[] | null {
  if (table.cut - table.firstVintage + 1 < LEAST_MONTHS) return null;
  const clock = cumulativeHazard(model.reference);
  const cells = Array.from({ length: 12 }, (): Cell[] => []);
  for (const { vintage, redeemed, atRisk } of vintageSums(table, model)) {
    const { speed, information } = logSpeed(redeemed, atRisk, clock);
    if (information > 0) cells[calendarMonth(vintage)]?.push({ ratio: speed, weight: information });
  }
  const { betweenGroups, collective, groups } = twoLevelCredibility(
    cells,
    cells.map(() => 0),
  );
  return betweenGroups > 0 ? groups.map(({ estimate }) => estimate - collective) : null;
}

/** What the hazards of each age are multiplied by, for each month of sale. */
export function saleSeasons(speeds: readonly number[], reference: Float64Array): Seasons {
  const clock = cumulativeHazard(reference);
  return speeds.map((speed) =>
    Float64Array.from(reference, (_, age) => {
      const usual = passed(clock, age, 0);
      return usual > 0 ? passed(clock, age, speed) / usual : 1;
    }),
  );
}

/** Cards of all types by month of sale and age; those at risk weighted by how fast their type is. */
function vintageSums(table: CohortTable, model: HazardModel) {
  const vintages = Array.from({ length: table.cut - table.firstVintage + 1 }, (_, v) => ({
    vintage: table.firstVintage + v,
    redeemed: new Float64Array(model.ages),
    atRisk: new Float64Array(model.ages),
  }));
  for (const line of table.lines) {
    const sums = vintages[line.cohort.vintage - table.firstVintage];
    if (!sums || !line.sound) continue;
    const cardValue = table.types[line.type]?.cardValue ?? 1;
    for (let age = 0; age < Math.min(line.observed, model.ages); age++) {
      if (model.refiner.leftOut(line, age)) continue;
      const usual = at(model.reference, age);
      const relative = usual > 0 ? (model.hazards[line.type]?.[age] ?? 0) / usual : 1;
      sums.redeemed[age] = at(sums.redeemed, age) + redeemedAt(line, age) / cardValue;
      sums.atRisk[age] = at(sums.atRisk, age) + (relative * openAt(line, age)) / cardValue;
    }
  }
  return vintages;
}

/** −ln(1 − h) summed up to the beginning of each age, as a function of time since the sale, in months. */
type Clock = (time: number) => number;

/** A card is sold in the middle of its month, so its age 0 is half a month long. */
const startOf = (age: number) => Math.max(0, age - 0.5);

function cumulativeHazard(reference: Float64Array): Clock {
  const sums = [0];
  for (const hazard of reference) sums.push((sums.at(-1) ?? 0) - Math.log1p(-Math.min(hazard, 1 - 1e-9)));
  const last = sums.length - 1;
  return (time) => {
    const place = time < 0.5 ? 2 * time : time + 0.5;
    const below = Math.min(Math.floor(place), last - 1);
    const [from, to] = [sums[below] ?? 0, sums[below + 1] ?? 0];
    // Beyond the last age the hazard stays what it was there.
    return from + (to - from) * (place - below);
  };
}

/** The hazard that passes in an age at a speed. */
const passed = (clock: Clock, age: number, logSpeed: number) => {
  const speed = Math.exp(logSpeed);
  return clock(speed * startOf(age + 1)) - clock(speed * startOf(age));
};

/** ln s by Gauss–Newton on the quasi-Poisson score, with its information. */
function logSpeed(redeemed: Float64Array, atRisk: Float64Array, clock: Clock): { speed: number; information: number } {
  let speed = 0;
  let information = 0;
  for (let step = 0; step < 8; step++) {
    let score = 0;
    information = 0;
    for (let age = 0; age < atRisk.length && at(atRisk, age) > 0; age++) {
      const mean = at(atRisk, age) * -Math.expm1(-passed(clock, age, speed));
      const nudged = at(atRisk, age) * -Math.expm1(-passed(clock, age, speed + 1e-4));
      if (!(mean > 0)) continue;
      const slope = (nudged - mean) / 1e-4;
      score += (slope * (at(redeemed, age) - mean)) / mean;
      information += slope ** 2 / mean;
    }
    if (!(information > 0)) break;
    speed = Math.max(-LARGEST_LOG_SPEED, Math.min(LARGEST_LOG_SPEED, speed + score / information));
  }
  return { speed, information };
}
