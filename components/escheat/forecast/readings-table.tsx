import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { ReadLawRow } from "@/lib/escheat/forecast/read-laws";
import { formatAmount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import classes from "./forecast.module.css";
import { cardsWords, placeName } from "./words";

/** Each plausible reading of one law in doubt, with what it comes to: where the range comes from. */
export function ReadingsTable({ law, currency, locale }: { law: ReadLawRow; currency: string; locale: Locale }) {
  const cards = cardsWords(law.property);
  const title = `${t("escheat.forecast.readings", { place: placeName(law.jurisdiction) })}: ${cards}`;
  return (
    <Section title={title} note={t("escheat.forecast.readings.note", { cards })} flush>
      <DataTable
        caption={title}
        rows={law.readings}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "says",
            title: t("escheat.forecast.readings.says"),
            cell: ({ says, unknownTaken }) => (
              <span className={classes.says}>
                {says.length === 0 ? <span>{t("escheat.forecast.readings.plain")}</span> : null}
                {says.map((sentence) => (
                  <span key={sentence}>{sentence}</span>
                ))}
                {law.hasUnknown ? (
                  <span className={classes.quiet}>
                    {t(unknownTaken ? "escheat.forecast.readings.unknown" : "escheat.forecast.readings.known")}
                  </span>
                ) : null}
              </span>
            ),
          },
          {
            key: "expected",
            title: `${t("escheat.forecast.column.expected")}, ${currency}`,
            numeric: true,
            cell: ({ expected }) => formatAmount(expected, currency, locale),
          },
        ]}
        empty={null}
      />
      {law.held.length > 0 ? (
        <p className={classes.cut}>
          {t("escheat.forecast.readings.held", {
            fields: law.held.map((field) => t(`escheat.field.${field}`)).join(", "),
          })}
        </p>
      ) : null}
    </Section>
  );
}
