"use client";

import { NativeSelect } from "@mantine/core";
import { useRouter } from "next/navigation";
import { monthsBetween } from "@/lib/accounting/roll-forward";
import type { Span } from "@/lib/accounting/span";
import { type Address, hrefWith } from "@/lib/address";
import { startOfMonth } from "@/lib/dates";
import { formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

type Props = { span: Span; last: string; first: string | null; address: Address; locale: Locale };

/** One month of those with data. */
export function MonthPicker({ span, last, first, address, locale }: Props) {
  const router = useRouter();
  const months = monthsBetween(startOfMonth(first ?? span.from), last).reverse();
  return (
    <div className={classes.picker} data-print="no">
      <NativeSelect
        label={t("recognition.month")}
        value={span.to}
        data={months.map((month) => ({ value: month, label: formatMonth(month, locale) }))}
        onChange={(event) =>
          router.push(hrefWith("/issuer/accounting/recognition", address, { month: event.currentTarget.value }))
        }
      />
    </div>
  );
}
