import type { ReactNode } from "react";
import { t } from "@/lib/messages/message";
import type { View } from "@/lib/view";
import { comparisons } from "@/lib/view-state";
import { ChoicePicker } from "./choice-picker";
import { PeriodPicker } from "./period-picker";
import classes from "./pickers.module.css";

type Props = {
  view: View;
  /** Currencies the issuer has cards in; one alone needs no picker. */
  currencies: readonly string[];
  show?: readonly ("period" | "compare" | "currency")[];
  children?: ReactNode;
};

/** What the figures below refer to. Printed as a line of text by PrintHead. */
export function ViewBar({ view, currencies, show = ["period", "compare", "currency"], children }: Props) {
  return (
    <fieldset className={classes.bar} data-print="no" aria-label={t("view.label")}>
      {show.includes("period") ? (
        <PeriodPicker asOf={view.asOf} period={{ from: view.from, to: view.to }} locale={view.locale} />
      ) : null}
      {show.includes("compare") ? (
        <ChoicePicker
          name="compare"
          label={t("compare.label")}
          choices={comparisons.map((value) => ({ value, label: t(`compare.${value}`) }))}
          value={view.compare}
          usual="none"
        />
      ) : null}
      {show.includes("currency") && currencies.length > 1 ? (
        <ChoicePicker
          name="currency"
          label={t("currency.label")}
          choices={currencies.map((value) => ({ value, label: value }))}
          value={view.currency}
          usual={view.reportingCurrency}
        />
      ) : null}
      {children ? <div className={classes.barEnd}>{children}</div> : null}
    </fieldset>
  );
}
