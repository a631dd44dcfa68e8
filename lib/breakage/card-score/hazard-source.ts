import { asKnownAt, type Cohort } from "../forecast/cohort";
import { cohortIssues } from "../forecast/cohort-issues";
import { seasonOf } from "../forecast/exposure";
import type { HazardModel } from "../forecast/hazard-model";
import type { Judgements } from "../forecast/judgement";
import { stateOf } from "../forecast/recipe";
import { fitRefined, type Refinement } from "../forecast/refinements";
import { type Line, makeTable } from "../forecast/table";

/** Cards of one type sold in one month of the calendar (0 for January) that end at one age (null: never). */
export type Lot = { readonly typeId: number; readonly saleMonth: number; readonly endAge: number | null };

/** What the headline model says of the value of a lot: cumulative hazards −ln(1 − share redeemed), by age. */
export type HazardSource = {
  readonly typeIds: ReadonlySet<number>;
  /** The age at which value that never expires is settled. */
  readonly ultimateAge: number;
  readonly hazard: (lot: Lot, age: number) => number;
  /** Of all types together. */
  readonly reference: (typeId: number, age: number) => number;
};

/** A hazard is kept above this share of all types' and below all but certainty, so that it has a logarithm. */
const LEAST_OF_REFERENCE = 0.1;
const LEAST = 1e-4;
const LARGEST_SHARE = 0.95;

const cumulative = (share: number) => -Math.log1p(-Math.min(Math.max(share, 0), LARGEST_SHARE));

/** A month of a later age has few redemptions, and by itself tells little: it is taken with a sixth of its age either way. */
const SMOOTHED_PART = 6;

function smoothed(hazards: ArrayLike<number>): number[] {
  return Array.from(hazards, (_, age) => {
    const reach = Math.min(Math.floor(age / SMOOTHED_PART), hazards.length - 1 - age);
    let sum = 0;
    for (let near = age - reach; near <= age + reach; near++) sum += hazards[near] ?? 0;
    return sum / (2 * reach + 1);
  });
}

/**
 * Hazards of the headline model, those of later ages smoothed, with its seasons and its rush before expiry. Beyond the
 * model's horizon they stay what they were at its end. `typeIds` are those by which cards know the model's types, in its order.
 */
export function hazardSource(
  model: HazardModel,
  typeIds: readonly (number | null)[],
  ultimateAge: number,
): HazardSource {
  const places = new Map(typeIds.flatMap((id, place) => (id === null ? [] : [[id, place] as const])));
  const last = model.horizon - 1;
  const reference = smoothed(model.reference);
  const byType = model.hazards.map(smoothed);
  const referenceAt = (age: number) => Math.max(cumulative(reference[Math.min(age, last)] ?? 0), LEAST);
  return {
    typeIds: new Set(places.keys()),
    ultimateAge,
    reference: (_, age) => referenceAt(age),
    hazard: (lot, age) => {
      const place = places.get(lot.typeId);
      if (place === undefined) throw new RangeError(`the headline model knows no type ${lot.typeId}`);
      const at = Math.min(age, last);
      const line = lineOf(lot, place, ultimateAge);
      const usual = Math.min(1, (byType[place]?.[at] ?? 0) * (seasonOf(model.refiner, line)?.[at] ?? 1));
      const share = 1 - (1 - usual) * (1 - model.refiner.extra(line, at));
      return Math.max(cumulative(share), LEAST_OF_REFERENCE * referenceAt(age), LEAST);
    },
  };
}

const NOTHING_SEEN = new Float64Array();
const JUST_SOLD = Float64Array.of(1);

/** A refinement asks for no more of a line than when it was sold and when it ends. */
const lineOf = ({ saleMonth, endAge }: Lot, type: number, ultimateAge: number): Line => ({
  cohort: { id: "", type: "", category: "", vintage: saleMonth, face: 1, cards: 1, redeemed: [], endAge },
  type,
  end: endAge ?? ultimateAge,
  observed: 0,
  redeemed: NOTHING_SEEN,
  open: JUST_SOLD,
  sound: true,
});

type How = {
  readonly ultimateAge: number;
  readonly refinements: readonly Refinement[];
  /** Triangles that somebody reads otherwise, as the version does. */
  readonly judgements?: Judgements;
};

/**
 * What the headline model says, or would have said, at the end of a month; null where it would have refused. A type without
 * an id is not asked about.
 */
export function hazardsAt(
  cohorts: readonly Cohort[],
  cut: number,
  { ultimateAge, refinements, judgements }: How,
  typeIds: Readonly<Record<string, number>>,
): HazardSource | null {
  const usable = asKnownAt(cohorts, cut).filter((cohort) =>
    cohortIssues(cohort, cut, ultimateAge).every(({ leftOut }) => !leftOut),
  );
  const table = makeTable(usable, cut, ultimateAge);
  if (stateOf(table.lines) !== "ok") return null;
  const { model } = fitRefined(table, refinements, judgements);
  return hazardSource(
    model,
    table.types.map(({ code }) => typeIds[code] ?? null),
    ultimateAge,
  );
}

/** Several sources as one: each currency has a forecast of its own, and a type has one currency. */
export function together(sources: readonly HazardSource[]): HazardSource {
  const [first] = sources;
  if (!first) throw new RangeError("no headline model");
  const of = new Map(sources.flatMap((source) => [...source.typeIds].map((id) => [id, source] as const)));
  const sourceOf = (typeId: number) => of.get(typeId) ?? first;
  return {
    typeIds: new Set(of.keys()),
    ultimateAge: first.ultimateAge,
    hazard: (lot, age) => sourceOf(lot.typeId).hazard(lot, age),
    reference: (typeId, age) => sourceOf(typeId).reference(typeId, age),
  };
}
