import { type CivilDate, startOfMonth } from "@/lib/dates";
import type { Books, MonthSources } from "./books";
import type { Unestimated } from "./estimate";

/** What a reader has to know of the books of one currency before he trusts them. */
export type BooksNotice =
  | { readonly kind: Unestimated; readonly count: number }
  /** `month`: the first that has a forecast of its own; `date`: of which data the one is that stands in. */
  | { readonly kind: "standsIn" | "escheatStandsIn"; readonly month: CivilDate; readonly date: CivilDate }
  /** As a share of what is claimed. */
  | { readonly kind: "needsCounsel"; readonly share: number };

const reasons: readonly Unestimated[] = ["no-escheat-forecast", "no-method", "no-forecast", "no-history", "no-range"];

/** Programmes of which nothing but what has lapsed is recognised, by reason; forecasts that stand in for earlier ones; what waits for counsel. */
export function noticesOf({ programmes, estimates, sources }: Books, currency: string): BooksNotice[] {
  const own = programmes
    .filter((one) => one.currency === currency && one.standing !== "given")
    .flatMap(({ id }) => estimates.get(id) ?? []);
  const unestimated = reasons.flatMap((kind): BooksNotice[] => {
    const count = own.filter((one) => one.unestimated === kind).length;
    return count > 0 ? [{ kind, count }] : [];
  });
  const claimed = own.reduce((sum, { escheat }) => sum + (escheat?.claimed ?? 0n), 0n);
  const waiting = own.reduce((sum, { escheat }) => sum + (escheat?.needsCounsel ?? 0n), 0n);
  return [
    ...unestimated,
    ...standIn(sources, currency, "forecasts", "standsIn"),
    ...standIn(sources, currency, "escheatForecasts", "escheatStandsIn"),
    ...(waiting > 0n ? [{ kind: "needsCounsel" as const, share: Number(waiting) / Number(claimed) }] : []),
  ];
}

function standIn(
  sources: readonly MonthSources[],
  currency: string,
  name: "forecasts" | "escheatForecasts",
  kind: "standsIn" | "escheatStandsIn",
): BooksNotice[] {
  const chosen = sources.findLast((month) => month[name].get(currency)?.standsIn)?.[name].get(currency);
  if (!chosen) return [];
  return [{ kind, month: startOfMonth(chosen.on), date: chosen.on }];
}
