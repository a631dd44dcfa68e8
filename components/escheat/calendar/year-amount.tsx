import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import type { CalendarYear } from "@/lib/escheat/filing/calendar";
import { yearSums } from "@/lib/escheat/filing/calendar-words";
import { formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./calendar.module.css";

type Props = { year: CalendarYear; currency: string; locale: Locale };

/** What goes to the state; of what nobody can measure the balance, and that counsel has to say. */
export function YearAmount({ year, currency, locale }: Props) {
  const { amount, unmeasured } = yearSums(year);
  const money = (minor: bigint) => formatMoney(minor, currency, locale);
  return (
    <>
      {amount > 0n || unmeasured === 0n ? money(amount) : null}
      {unmeasured > 0n ? (
        <span className={classes.open}>
          {t("calendar.amount.part", { balance: money(unmeasured) })} <NeedsCounsel />
        </span>
      ) : null}
    </>
  );
}
