import type { CivilDate } from "@/lib/dates";
import type { Books } from "./books";
import type { Unestimated } from "./estimate";

/** What a choice would do to the books, in one currency. Minor units as decimal texts, for the browser. */
export type PreviewLine = {
  readonly currency: string;
  /** Breakage revenue of the month in which it begins, expiries included; and of it, what it makes of earlier months. */
  readonly breakageNow: string;
  readonly breakageThen: string;
  readonly catchUp: string;
  /** Contract liability at the end of the last whole month. */
  readonly liabilityNow: string;
  readonly liabilityThen: string;
};
export type Preview = {
  /** In which it begins, and the last whole one. */
  readonly month: CivilDate;
  readonly last: CivilDate;
  readonly lines: readonly PreviewLine[];
  /** Programmes of the choice of which nothing would be recognised but what has lapsed, and why. */
  readonly unestimated: readonly { readonly code: string; readonly reason: Unestimated }[];
};

/** Books of one month each: of the one it begins in and of the last, as they are and as they would be. */
export type BeforeAndAfter = { readonly now: Books; readonly supposed: Books };

export function previewOf(begin: BeforeAndAfter, last: BeforeAndAfter, codes: readonly string[]): Preview {
  const wanted = new Set(codes);
  const currencies = new Set(
    last.supposed.programmes.filter(({ code }) => wanted.has(code)).map(({ currency }) => currency),
  );
  return {
    month: begin.now.span?.to ?? "",
    last: last.now.span?.to ?? "",
    lines: [...currencies].sort().map((currency) => {
      const [before, after] = [sumsOf(begin.now, currency), sumsOf(begin.supposed, currency)];
      return {
        currency,
        breakageNow: String(before.breakage),
        breakageThen: String(after.breakage),
        catchUp: String(after.catchUp - before.catchUp),
        liabilityNow: String(sumsOf(last.now, currency).liability),
        liabilityThen: String(sumsOf(last.supposed, currency).liability),
      };
    }),
    unestimated: last.supposed.programmes.flatMap(({ id, code }) => {
      const reason = wanted.has(code) ? (last.supposed.estimates.get(id)?.unestimated ?? null) : null;
      return reason === null ? [] : [{ code, reason }];
    }),
  };
}

function sumsOf({ cohorts }: Books, currency: string) {
  const books = cohorts
    .filter(({ programme }) => programme.currency === currency)
    .flatMap((cohort) => cohort.books.slice(-1));
  return {
    breakage: books.reduce((sum, { booked }) => sum + booked.breakageRevenue, 0n),
    catchUp: books.reduce((sum, { catchUp }) => sum + catchUp, 0n),
    liability: books.reduce((sum, { contractLiability }) => sum + contractLiability, 0n),
  };
}
