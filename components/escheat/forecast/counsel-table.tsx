import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { counselNames } from "@/lib/escheat/filing/counsel-name";
import type { KeptCounsel } from "@/lib/escheat/forecast/kept";
import { ruleHref } from "@/lib/escheat/rule-path";
import { formatAmount, formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-forecast";
import classes from "./forecast.module.css";
import { cardsWords, placeName } from "./words";

type Props = { lines: readonly KeptCounsel[]; currency: string; address: Address; locale: Locale };

/** The rest is in the file: nobody works through more at once. */
const mostLines = 25;

/** Which field of which law, or which fact of the cards, stands between the figures and being relied on. */
export function CounselTable({ lines, currency, address, locale }: Props) {
  const title = t("escheat.forecast.why");
  return (
    <Section
      title={title}
      note={t("escheat.forecast.why.note")}
      actions={<ExportMenu table="escheat-counsel" count={lines.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={title}
        rows={lines.slice(0, mostLines)}
        rowKey={({ jurisdiction, property, outcome, fields }) => [jurisdiction, property, outcome, ...fields].join()}
        columns={[
          {
            key: "place",
            title: t("escheat.forecast.grid.corner"),
            cell: (line) => (
              <>
                <Place line={line} address={address} />
                <span className={classes.under}>{cardsWords(line.property)}</span>
              </>
            ),
          },
          {
            key: "what",
            title: t("escheat.forecast.why.what"),
            cell: ({ fields }) => counselNames(fields),
          },
          {
            key: "outcome",
            title: t("escheat.forecast.column.outcome"),
            wide: true,
            cell: ({ outcome }) => t(`escheat.outcome.${outcome}`),
          },
          {
            key: "cards",
            title: t("escheat.forecast.column.cards"),
            numeric: true,
            wide: true,
            cell: ({ cards }) => formatCount(cards, locale),
          },
          {
            key: "balance",
            title: t("escheat.forecast.column.balance"),
            numeric: true,
            cell: ({ balance }) => formatAmount(BigInt(balance), currency, locale),
          },
        ]}
        empty={<EmptyState title={t("escheat.forecast.why.none")}>{t("escheat.forecast.why.noneHint")}</EmptyState>}
      />
      {lines.length > mostLines ? (
        <p className={classes.cut}>{t("escheat.forecast.why.more", { shown: mostLines, all: lines.length })}</p>
      ) : null}
    </Section>
  );
}

/** Where it is settled: the rule, the holder's page where no jurisdiction is known, or the card types. */
function Place({ line: { jurisdiction, property }, address }: { line: KeptCounsel; address: Address }) {
  const name = placeName(jurisdiction);
  if (jurisdiction === "") return <Link href={hrefTo("/issuer/escheat/holder", address)}>{name}</Link>;
  if (property === null) return <Link href={hrefTo("/issuer/settings/card-types", address)}>{name}</Link>;
  return (
    <Link href={ruleHref({ jurisdiction, property }, address)} prefetch={false}>
      {name}
    </Link>
  );
}
