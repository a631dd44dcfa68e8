import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import type { RulePage } from "@/lib/escheat/queries/rules";
import { sumTouched, type TouchedLine } from "@/lib/escheat/touched";
import { formatAmount, formatCount, formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./rules.module.css";

type Props = { page: RulePage; address: Address; locale: Locale };

/** Open cards that the law decides today, by what becomes of them. */
export function TouchedTable({ page: { law, touched }, address, locale }: Props) {
  const title = t("escheat.touched.title");
  if (!touched) {
    return (
      <Section title={title}>
        <EmptyState
          title={t("escheat.touched.noForecast")}
          action={<ButtonLink href={hrefTo("/issuer/escheat", address)}>{t("escheat.touched.toForecast")}</ButtonLink>}
        >
          {t("escheat.touched.noForecastHint")}
        </EmptyState>
      </Section>
    );
  }
  const { basis, lines, hasOtherKind } = touched;
  const cards = (change: Record<string, string | null> = {}) =>
    hrefTo("/issuer/escheat/cards", address, { state: law.jurisdiction, asOf: basis.asOf, ...change });
  const sum = sumTouched(lines);
  const money = (amount: bigint) => formatAmount(amount, basis.currency, locale);
  const columns: Column<TouchedLine>[] = [
    {
      key: "outcome",
      title: t("escheat.touched.outcome"),
      cell: ({ outcome, reportYear }) => (
        <Link href={cards({ outcome, year: String(reportYear ?? 0) })} prefetch={false}>
          {t(`escheat.outcome.${outcome}`)}
        </Link>
      ),
    },
    {
      key: "year",
      title: t("escheat.touched.year"),
      cell: ({ reportYear }) => (reportYear === null ? "–" : String(reportYear)),
    },
    {
      key: "cards",
      title: t("figures.cards"),
      numeric: true,
      cell: ({ cards }) => formatCount(cards, locale),
      foot: formatCount(sum.cards, locale),
    },
    {
      key: "balance",
      title: t("escheat.touched.balance", { currency: basis.currency }),
      numeric: true,
      cell: ({ balance }) => money(balance),
      foot: money(sum.balance),
    },
    {
      key: "claimed",
      title: t("escheat.rules.claimed", { currency: basis.currency }),
      numeric: true,
      cell: ({ claimed }) => money(claimed),
      foot: money(sum.claimed),
    },
    {
      key: "unmeasured",
      title: t("escheat.touched.unmeasured", { currency: basis.currency }),
      numeric: true,
      hint: (
        <Definition term={t("escheat.touched.unmeasured", { currency: basis.currency })}>
          {t("escheat.touched.unmeasured.means")}
        </Definition>
      ),
      cell: ({ unmeasured }) => money(unmeasured),
      foot: money(sum.unmeasured),
    },
  ];
  return (
    <Section
      title={title}
      note={t("escheat.touched.note", { date: formatDate(basis.asOf, locale) })}
      actions={
        <>
          <ButtonLink href={cards()} variant="default" size="xs">
            {t("escheat.touched.cards")}
          </ButtonLink>
          <ExportMenu table="escheat-rule-cards" count={lines.length} locale={locale} />
        </>
      }
      flush
    >
      <DataTable
        caption={title}
        columns={columns}
        rows={lines}
        rowKey={({ outcome, reportYear }) => `${outcome} ${reportYear}`}
        after={hasOtherKind ? <p className={classes.foot}>{t(`escheat.touched.both.${law.property}`)}</p> : null}
        empty={<EmptyState title={t("escheat.touched.none")}>{t("escheat.touched.noneHint")}</EmptyState>}
      />
    </Section>
  );
}
