import type { Locale } from "./format";
import { type Dated, periodOf } from "./periods";
import type { Comparison, ViewState } from "./view-state";

/** The address with its defaults filled in: everything a figure must name to be understood. */
export type View = Dated & {
  knownAt: string | null;
  compare: Comparison;
  currency: string;
  reportingCurrency: string;
  locale: Locale;
};

export type ViewDefaults = { asOf: string; reportingCurrency: string; currencies: readonly string[] };

/** A period that runs backwards or a currency without cards falls back to the default instead of showing an empty page. */
export function resolveView(state: ViewState, defaults: ViewDefaults): View {
  const asOf = state.asOf ?? defaults.asOf;
  const usual = periodOf("year", asOf);
  const from = state.from ?? usual.from;
  const to = state.to ?? usual.to;
  const isForward = from <= to;
  const hasCurrency = state.currency !== null && defaults.currencies.includes(state.currency);
  return {
    asOf,
    from: isForward ? from : usual.from,
    to: isForward ? to : usual.to,
    knownAt: state.knownAt,
    compare: state.compare,
    currency: hasCurrency && state.currency ? state.currency : defaults.reportingCurrency,
    reportingCurrency: defaults.reportingCurrency,
    locale: state.lang,
  };
}
