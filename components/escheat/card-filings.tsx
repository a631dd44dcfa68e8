import Link from "next/link";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { placeName } from "@/lib/escheat/jurisdiction-name";
import type { CardFilings as Filings } from "@/lib/escheat/queries/card-filings";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-filing-screens";
import { ReportState } from "./reports/report-state";
import classes from "./reports/reports.module.css";

type Props = { filings: Filings; address: Address; locale: Locale };

/** Which letter was written because of the card, and which state was told of it; nothing for a card that stands in none. */
export function CardFilings({ filings: { reports, letters }, address, locale }: Props) {
  if (reports.length + letters.length === 0) return null;
  return (
    <Section title={t("cardFilings.title")}>
      <ul className={classes.notes}>
        {reports.map(({ id, jurisdiction, reportYear, state, filedOn, amount, currency, isPaid }) => (
          <li key={`report ${id}`}>
            <Link href={hrefTo(`/issuer/escheat/reports/${id}`, address)} prefetch={false}>
              {t("cardFilings.report", { id, place: placeName(jurisdiction), year: reportYear })}
            </Link>{" "}
            <ReportState state={state} />{" "}
            {t(isPaid ? "cardFilings.paid" : "cardFilings.amount", {
              amount: formatMoney(amount, currency, locale),
              day: filedOn ? formatDate(filedOn, locale) : "",
            })}
          </li>
        ))}
        {letters.map(({ batchId, reference, state, mailedOn, returnedOn }) => (
          <li key={`letter ${reference}`}>
            <Link href={hrefTo(`/issuer/escheat/letters/${batchId}`, address)} prefetch={false}>
              {t("cardFilings.letter", { reference })}
            </Link>{" "}
            {returnedOn
              ? t("cardFilings.returned", { day: formatDate(returnedOn, locale) })
              : mailedOn
                ? t("cardFilings.mailed", { day: formatDate(mailedOn, locale) })
                : t(`filing.letters.state.${state}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
