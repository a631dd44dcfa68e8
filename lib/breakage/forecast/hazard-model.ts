import { at } from "@/lib/statistics/vector";
import type { Cell } from "../credibility/experience";
import { type Band, bandIndex, bandsOf } from "./bands";
import { type Exposure, exposureOf, type Refiner, refine, seasonOf, unrefined } from "./exposure";
import { type CohortTable, openAt, redeemedAt } from "./table";
import { type Decay, decayHazard, fitDecay, tailStart } from "./tail";
import { type GroupEstimate, type TwoLevel, twoLevelCredibility } from "./two-level";

export type BandFit = { readonly band: Band; readonly ratios: TwoLevel };

/** Shares of the open balance redeemed at each age, by type. README.md has the formulas. */
export type HazardModel = {
  readonly exposure: Exposure;
  readonly refiner: Refiner;
  /** Ages 0 to `ages` − 1 were observed, and the model goes to age `horizon` − 1. */
  readonly ages: number;
  readonly horizon: number;
  /** The portfolio's hazard at each age, the tail included. */
  readonly reference: Float64Array;
  readonly tail: Decay;
  readonly bands: readonly BandFit[];
  /** Index of each age's band. */
  readonly bandOf: Int32Array;
  /** By type, then age: the reference times the type's ratios. */
  readonly credible: readonly Float64Array[];
  /** By type, then age: what is used, with the type's own curve mixed in. */
  readonly hazards: readonly Float64Array[];
};

/**
 * The curve a type draws by itself knows its shape and is noisy; the portfolio's shape is smooth and may be another. The mean
 * of the two beats either. A type's own gets this share of what is believed of it.
 */
const OWN_SHAPE = 0.5;

/** The same hazards, with something more on top of them. Written out for the reason that `refine` is. */
export const refinedBy = (model: HazardModel, { extra }: Pick<Refiner, "extra">): HazardModel => {
  const { exposure, refiner, ages, horizon, reference, tail, bands, bandOf, credible, hazards } = model;
  const refined = refine(refiner, { extra });
  return { exposure, refiner: refined, ages, horizon, reference, tail, bands, bandOf, credible, hazards };
};

const between0And1 = (value: number) => Math.min(1, Math.max(0, value));

/**
 * The headline: the portfolio's hazards, and for each type and band of ages how many times as fast it redeems, believed as
 * far as two-level credibility goes; mixed with the type's own curve by half of that belief.
 */
export function fitHazards(table: CohortTable, refiner: Refiner = unrefined): HazardModel {
  const { horizon } = table;
  const exposure = exposureOf(table, refiner);
  const { ages, portfolio } = exposure;
  const observed = observedHazards(portfolio.redeemed, portfolio.atRisk, ages);
  const tail = fitDecay(portfolio.redeemed, portfolio.atRisk, tailStart(portfolio.redeemed, ages), ages);
  const reference = withTail(observed, tail, horizon);
  const bands = bandsOf(ages);
  const bandOf = bandIndex(bands, horizon);
  const categoryOf = table.types.map(({ category }) => category);
  const cells = bandCells(table, bandOf, bands.length, reference, refiner);
  const fits = bands.map((band, b) => ({ band, ratios: twoLevelCredibility(cells[b] ?? [], categoryOf) }));
  const credible = table.types.map((_, type) =>
    scaled(
      reference,
      bandOf,
      fits.map(({ ratios: { groups, collective } }) => groups[type]?.estimate ?? collective),
    ),
  );
  const own = ownCurves(exposure, horizon);
  const mixed = credible.map((curve, type) =>
    curve.map((hazard, age) => {
      const share = OWN_SHAPE * (fits[bandOf[age] ?? 0]?.ratios.groups[type]?.ownShare ?? 0);
      return share > 0 ? share * at(own[type] ?? curve, age) + (1 - share) * hazard : hazard;
    }),
  );
  const hazards = settled(mixed, refiner);
  return { exposure, refiner, ages, horizon, reference, tail, bands: fits, bandOf, credible, hazards };
}

/** The same data with every type as the portfolio. */
export const pooledHazards = (model: HazardModel): HazardModel => ({
  ...model,
  hazards: model.hazards.map(() => model.reference),
});

/** The same data with every type for itself: its own chain ladder on the open balance, with a tail of its own. */
export const ownHazards = (model: HazardModel): HazardModel => ({
  ...model,
  hazards: settled(ownCurves(model.exposure, model.horizon), model.refiner),
});

/**
 * The same data by one experience alone, with what people set for a type: as if the type's own cards were believed in all, as if
 * it were its category, as if it were the portfolio. The headline weighs these against one another, so that these can be held
 * against its figure; the methods that stand alone have tails of their own, and no refinements.
 */
export function experiencesOf(model: HazardModel): Record<"own" | "category" | "portfolio", HazardModel> {
  const { exposure, horizon, reference, bandOf, bands, refiner, credible } = model;
  const withCurves = (curves: readonly Float64Array[]) => ({ ...model, hazards: settled(curves, refiner) });
  const scaledBy = (ratioOf: (group: GroupEstimate) => number | null) =>
    credible.map((_, type) =>
      scaled(
        reference,
        bandOf,
        bands.map(({ ratios: { groups, collective } }) => {
          const group = groups[type];
          return (group && ratioOf(group)) ?? group?.category ?? collective;
        }),
      ),
    );
  const own = ownCurves(exposure, horizon);
  const believed = scaledBy((group) => group.own).map((curve, type) =>
    curve.map((hazard, age) => {
      const isSeen = bands[bandOf[age] ?? 0]?.ratios.groups[type]?.own !== null;
      return isSeen ? OWN_SHAPE * at(own[type] ?? curve, age) + (1 - OWN_SHAPE) * hazard : hazard;
    }),
  );
  return {
    own: withCurves(believed),
    category: withCurves(scaledBy((group) => group.category)),
    portfolio: withCurves(credible.map(() => reference)),
  };
}

/** Nothing more is redeemed of a type from the age on that somebody set for it. */
const settled = (curves: readonly Float64Array[], { settledFrom }: Refiner): readonly Float64Array[] =>
  curves.map((curve, type) => {
    const from = settledFrom(type);
    return from < curve.length ? curve.map((hazard, age) => (age < from ? hazard : 0)) : curve;
  });

function ownCurves({ types, ages }: Exposure, horizon: number): Float64Array[] {
  return types.map(({ redeemed, atRisk }) => {
    const gap = atRisk.findIndex((open) => !(open > 0));
    const own = gap < 0 ? ages : Math.min(gap, ages);
    const tail = fitDecay(redeemed, atRisk, tailStart(redeemed, own), own);
    return withTail(observedHazards(redeemed, atRisk, own), tail, horizon);
  });
}

/** redeemed ÷ at risk at each observed age, cut to what a share can be. */
function observedHazards(redeemed: Float64Array, atRisk: Float64Array, ages: number): Float64Array {
  return Float64Array.from({ length: ages }, (_, age) => between0And1(at(redeemed, age) / at(atRisk, age)));
}

/** Observed hazards carried on to the horizon. */
export function withTail(observed: Float64Array, tail: Decay, horizon: number): Float64Array {
  const hazards = new Float64Array(horizon);
  for (let age = 0; age < horizon; age++) hazards[age] = observed[age] ?? decayHazard(tail, age);
  return hazards;
}

/** The reference times one ratio for each band; the last band's ratio holds beyond the observed ages. */
function scaled(reference: Float64Array, bandOf: Int32Array, ratios: readonly number[]): Float64Array {
  const hazards = new Float64Array(reference.length);
  for (let age = 0; age < hazards.length; age++) {
    hazards[age] = between0And1(at(reference, age) * (ratios[bandOf[age] ?? 0] ?? 1));
  }
  return hazards;
}

/** By band and type, for each cohort: redeemed ÷ what the portfolio's hazards would have redeemed, weighted by the latter. */
function bandCells(
  table: CohortTable,
  bandOf: Int32Array,
  bands: number,
  reference: Float64Array,
  refiner: Refiner,
): Cell[][][] {
  const cells = Array.from({ length: bands }, () => table.types.map((): Cell[] => []));
  for (const line of table.lines) {
    if (!line.sound) continue;
    const cardValue = table.types[line.type]?.cardValue ?? 1;
    const season = seasonOf(refiner, line);
    let [redeemed, expected] = [0, 0];
    for (let age = 0; age < line.observed; age++) {
      if (!refiner.leftOut(line, age)) {
        redeemed += redeemedAt(line, age);
        expected += at(reference, age) * openAt(line, age) * (season ? at(season, age) : 1);
      }
      const band = bandOf[age];
      if (age + 1 < line.observed && bandOf[age + 1] === band) continue;
      if (expected > 0)
        cells[band ?? 0]?.[line.type]?.push({ ratio: redeemed / expected, weight: expected / cardValue });
      [redeemed, expected] = [0, 0];
    }
  }
  return cells;
}
