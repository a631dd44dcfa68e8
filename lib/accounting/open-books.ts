import { ULTIMATE_AGE } from "@/lib/breakage/forecast/constants";
import { wholeMonthBy } from "@/lib/breakage/forecast/data-date";
import { type CivilDate, startOfMonth } from "@/lib/dates";
import type { EscheatBasis, ForecastBasis } from "./basis";
import { type CohortFacts, cohortsOf, type FactRow, NO_SUMS } from "./cohort-facts";
import { cohortEstimate, type ProgrammeEstimate, programmeEstimate } from "./estimate";
import { type LapseGroup, lapsedOf } from "./lapsed";
import { type Ledger, type LockedState, ledgerOf } from "./ledger";
import { type MethodVersion, methodIn } from "./method";
import { presumedOf } from "./presumed";
import type { Programme } from "./programme";
import { later } from "./span";

/** What a month's estimates come from, by currency; `standsIn`: a forecast of a later day, because there is no earlier one. */
export type Sources = {
  readonly forecasts: ReadonlyMap<string, ForecastBasis>;
  readonly escheatForecasts: ReadonlyMap<string, EscheatBasis & { readonly standsIn: boolean }>;
};

export type OpenBooks = {
  readonly programmes: ReadonlyMap<number, Programme>;
  /** The month before the first one wanted, and those wanted. */
  readonly axis: readonly CivilDate[];
  readonly rows: readonly FactRow[];
  readonly groups: ReadonlyMap<string, LapseGroup>;
  /** Remitted of a card type by the end of a month. */
  readonly remitted: (cardTypeId: number, month: CivilDate) => bigint;
  /** By the place of the month on the axis. */
  readonly sources: readonly Sources[];
  readonly versions: ReadonlyMap<number, readonly MethodVersion[]>;
  readonly locked: LockedState | null;
};

/** The books of open months, with the estimates of the last of them by card type. */
export function openBooks(input: OpenBooks): { ledger: Ledger; estimates: ReadonlyMap<number, ProgrammeEstimate> } {
  const { programmes, axis, locked } = input;
  const cohorts = cohortsOf(input.rows, axis);
  const lapsed = lapsedOf(cohorts, input.groups, axis);
  const estimates = axis.map((_, at) => estimatesAt(input, at));
  const presumed = presumptionsOf(input, cohorts);
  const lastExpiry = new Map(cohorts.map((cohort) => [cohort, lastExpiryOf(cohort)]));
  const lapsedAt = (cohort: CohortFacts, at: number) => lapsed.get(cohort)?.[at] ?? 0n;
  const presumedAt = (cohort: CohortFacts, at: number) => presumed(cohort.cardTypeId, at).get(cohort.saleMonth) ?? 0n;
  const ledger = ledgerOf({
    programmes,
    cohorts,
    axis,
    locked,
    estimateAt: (cohort, at) =>
      cohortEstimate(estimates[at]?.get(cohort.cardTypeId) ?? UNKNOWN_PROGRAMME, {
        month: axis[at] ?? "",
        saleMonth: cohort.saleMonth,
        lastExpiry: lastExpiry.get(cohort) ?? cohort.saleMonth,
        sums: cohort.at[at] ?? NO_SUMS,
        lapsed: lapsedAt(cohort, at),
        presumed: presumedAt(cohort, at),
      }),
    lapsedAt,
    presumedAt,
  });
  return { ledger, estimates: estimates.at(-1) ?? new Map() };
}

/** Of a card type that is gone with its batch: nothing is expected, and all is held. */
const UNKNOWN_PROGRAMME = programmeEstimate({
  cardTypeId: 0,
  method: null,
  forecast: null,
  escheat: null,
  ultimateAge: ULTIMATE_AGE,
});

const lastExpiryOf = ({ parts }: CohortFacts) => parts.map(({ expiryMonth }) => expiryMonth).reduce(later, "");

const remittedBy = ({ remitted }: OpenBooks, cardTypeId: number, { asOf }: EscheatBasis) =>
  remitted(cardTypeId, startOfMonth(wholeMonthBy(asOf)));

function estimatesAt(input: OpenBooks, at: number): Map<number, ProgrammeEstimate> {
  const [month, sources] = [input.axis[at] ?? "", input.sources[at]];
  return new Map(
    [...input.programmes.values()].map(({ id, currency }) => {
      const escheat = sources?.escheatForecasts.get(currency) ?? null;
      const given = {
        cardTypeId: id,
        method: methodIn(input.versions.get(id) ?? [], month),
        forecast: sources?.forecasts.get(currency) ?? null,
        escheat,
        ultimateAge: ULTIMATE_AGE,
      };
      return [id, programmeEstimate(given)];
    }),
  );
}

/** P by month of sale, for each type and month once. A forecast that stands in for an earlier day cannot say what was presumed by then. */
function presumptionsOf(input: OpenBooks, cohorts: readonly CohortFacts[]) {
  const byType = new Map<number, CohortFacts[]>();
  for (const cohort of cohorts) byType.set(cohort.cardTypeId, [...(byType.get(cohort.cardTypeId) ?? []), cohort]);
  const known = new Map<string, Map<CivilDate, bigint>>();
  return (cardTypeId: number, at: number): ReadonlyMap<CivilDate, bigint> => {
    const key = `${cardTypeId}/${at}`;
    const found = known.get(key);
    if (found) return found;
    const currency = input.programmes.get(cardTypeId)?.currency ?? "";
    const escheat = input.sources[at]?.escheatForecasts.get(currency);
    const own =
      escheat && !escheat.standsIn
        ? { presumed: escheat.types.get(cardTypeId)?.presumed ?? 0n, remitted: remittedBy(input, cardTypeId, escheat) }
        : { presumed: 0n, remitted: 0n };
    const made = presumedOf(byType.get(cardTypeId) ?? [], at, own);
    known.set(key, made);
    return made;
  };
}
