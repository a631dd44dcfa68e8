import Link from "next/link";
import { recognisedMonths, recognisedNote } from "@/lib/accounting/recognised-words";
import type { Recognised } from "@/lib/accounting/recognition-view";
import { type Address, hrefTo } from "@/lib/address";
import { endOfMonth } from "@/lib/dates";
import { formatMoney, type Locale } from "@/lib/format";
import { accountingScreenMessages } from "@/lib/messages/accounting-screens";
import { breakageMessages } from "@/lib/messages/breakage";
import { words } from "@/lib/messages/message";
import classes from "./breakage.module.css";

const t = words(accountingScreenMessages, breakageMessages);

type Props = { recognised: Recognised | null; address: Address; locale: Locale };

/** The figure of the third meaning; nothing where no month is over. */
export function RecognisedMeaning({ recognised, address, locale }: Props) {
  if (recognised === null) return <dd className={classes.meaningNone}>{t("meanings.notYet")}</dd>;
  const { breakage, currency, from, to } = recognised;
  return (
    <>
      <dd className={classes.meaningValue}>
        <Link
          href={hrefTo("/issuer/accounting", address, { from, to: endOfMonth(to) })}
          prefetch={false}
          data-figure="head"
        >
          {formatMoney(breakage, currency, locale)}
        </Link>
      </dd>
      <dd>
        {t("recognised.period", { months: recognisedMonths(recognised, locale) })}. {recognisedNote(recognised)}
      </dd>
    </>
  );
}
