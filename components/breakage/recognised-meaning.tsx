import { recognisedMonths, recognisedNote } from "@/lib/accounting/recognised-words";
import type { Recognised } from "@/lib/accounting/recognition-view";
import { formatMoney, type Locale } from "@/lib/format";
import { accountingScreenMessages } from "@/lib/messages/accounting-screens";
import { breakageMessages } from "@/lib/messages/breakage";
import { words } from "@/lib/messages/message";
import classes from "./breakage.module.css";

const t = words(accountingScreenMessages, breakageMessages);

/** The figure of the third meaning; nothing where no month is over. */
export function RecognisedMeaning({ recognised, locale }: { recognised: Recognised | null; locale: Locale }) {
  if (recognised === null) return <dd className={classes.meaningNone}>{t("meanings.notYet")}</dd>;
  const { breakage, currency } = recognised;
  return (
    <>
      <dd className={classes.meaningValue}>{formatMoney(breakage, currency, locale)}</dd>
      <dd>
        {t("recognised.period", { months: recognisedMonths(recognised, locale) })}. {recognisedNote(recognised)}
      </dd>
    </>
  );
}
