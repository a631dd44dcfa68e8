"use client";

import { NativeSelect } from "@mantine/core";
import { useChoice } from "@/components/layout/use-choice";
import { monthsBetween } from "@/lib/accounting/roll-forward";
import type { Span } from "@/lib/accounting/span";
import { startOfMonth } from "@/lib/dates";
import { formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

type Props = { span: Span; last: string; first: string | null; locale: Locale };

/** One month of those with data. */
export function MonthPicker({ span, last, first, locale }: Props) {
  const { chosen, choose, pending } = useChoice(span.to, (month) => ({ month }));
  const months = monthsBetween(startOfMonth(first ?? span.from), last).reverse();
  return (
    <div className={classes.picker} aria-busy={pending} data-print="no">
      <NativeSelect
        label={t("recognition.month")}
        value={chosen}
        data={months.map((month) => ({ value: month, label: formatMonth(month, locale) }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    </div>
  );
}
