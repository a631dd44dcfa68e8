import type { ReactNode } from "react";
import type { Comparison } from "@/lib/breakage/constants";
import { t } from "@/lib/messages/shell";
import type { View } from "@/lib/view";

import { ComparePicker } from "./compare-picker";
import { CurrencyPicker } from "./currency-picker";
import { PeriodPicker } from "./period-picker";
import classes from "./pickers.module.css";

type Props = {
  view: View;
  /** Currencies the issuer has cards in, the reporting currency first; one alone needs no picker. */
  currencies: readonly string[];
  /** The comparison that leaves the address empty. */
  usualComparison?: Comparison;
  show?: readonly ("period" | "compare" | "currency")[];
  children?: ReactNode;
};

/** What the figures below refer to. Printed as a line of text by PrintHead. */
export function ViewBar(props: Props) {
  const { view, currencies, usualComparison = "none", show = ["period", "compare", "currency"], children } = props;
  return (
    <fieldset className={classes.bar} data-print="no" aria-label={t("view.label")}>
      {show.includes("period") ? <PeriodPicker asOf={view.asOf} period={view.period} locale={view.locale} /> : null}
      {show.includes("compare") ? <ComparePicker view={view} usual={usualComparison} /> : null}
      {show.includes("currency") ? <CurrencyPicker currencies={currencies} value={view.currency} /> : null}
      {children ? <div className={classes.barEnd}>{children}</div> : null}
    </fieldset>
  );
}
