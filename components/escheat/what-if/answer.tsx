import type { ReactNode } from "react";
import { placeName } from "@/components/escheat/forecast/words";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Figure, FigureRow } from "@/components/ui/figure";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Bucket } from "@/lib/escheat/forecast/what-if";
import type { KeptChange, KeptRow, WhatIfResult } from "@/lib/escheat/forecast/what-if-result";
import { formatAmount, formatCount, formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import type { JobView } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/escheat-forecast";
import { AnswerChart } from "./answer-chart";
import classes from "./what-if.module.css";

type Props = {
  words: string;
  result: WhatIfResult;
  run: JobView;
  timeZone: string;
  actions: ReactNode;
  locale: Locale;
};

/** Before, after and the difference: the whole, the years, and every jurisdiction that changes. */
export function Answer({ words, result, run, timeZone, actions, locale }: Props) {
  const { currency, asOf } = result.whatIf;
  return (
    <>
      <Section
        title={words}
        note={t("escheat.whatIf.computed", {
          when: formatInstant(run.endedAt ?? run.createdAt, timeZone, locale),
          who: run.startedByName,
          date: formatDate(asOf, locale),
        })}
        actions={<div className={classes.actions}>{actions}</div>}
      >
        <Heads result={result} locale={locale} />
      </Section>
      {result.rows.length > 0 ? <AnswerChart result={result} locale={locale} /> : null}
      <Section
        title={t("escheat.whatIf.table")}
        note={t("escheat.whatIf.table.note", { currency })}
        actions={<ExportMenu table="escheat-what-if" count={result.rows.length} locale={locale} />}
        flush
      >
        <DataTable
          isBroad
          caption={t("escheat.whatIf.table")}
          rows={result.rows}
          rowKey={({ jurisdiction, bucket }) => `${jurisdiction} ${bucket}`}
          columns={columnsOf(currency, locale)}
          empty={<EmptyState title={t("escheat.whatIf.none")}>{t("escheat.whatIf.noneHint")}</EmptyState>}
        />
      </Section>
    </>
  );
}

function Heads({ result, locale }: { result: WhatIfResult; locale: Locale }) {
  const { currency, asOf } = result.whatIf;
  const period = t("escheat.forecast.asOf", { date: formatDate(asOf, locale) });
  const money = (amount: string) => formatMoney(BigInt(amount), currency, locale);
  const change = ({ before, after }: KeptChange, key: "expected" | "claimed" | "balance") => ({
    value: money(after[key]),
    note: `${t("escheat.whatIf.was", { amount: money(before[key]) })}; ${signed(BigInt(after[key]) - BigInt(before[key]), money)}`,
  });
  const stays = result.cards - result.moved.cards;
  return (
    <FigureRow columns={4}>
      <Figure
        label={t("escheat.whatIf.moved")}
        value={formatCount(result.moved.cards, locale)}
        period={period}
        definition={<Definition term={t("escheat.whatIf.moved")}>{t("escheat.whatIf.moved.means")}</Definition>}
        note={t("escheat.whatIf.moved.note", {
          amount: money(result.moved.balance),
          count: formatCount(stays, locale),
          n: stays,
        })}
      />
      <Figure label={t("escheat.whatIf.total")} period={period} {...change(result.total, "expected")} />
      <Figure label={t("escheat.whatIf.claimed")} period={period} {...change(result.total, "claimed")} />
      <Figure label={t("escheat.whatIf.counsel")} period={period} {...change(result.counsel, "balance")} />
    </FigureRow>
  );
}

const MINUS = "−";

function signed(amount: bigint, write: (amount: string) => string): string {
  if (amount === 0n) return "±0";
  return amount > 0n ? `+${write(String(amount))}` : `${MINUS}${write(String(-amount))}`;
}

export const bucketName = (bucket: Bucket): string =>
  typeof bucket === "number" ? String(bucket) : t(`escheat.whatIf.bucket.${bucket}`);

function columnsOf(currency: string, locale: Locale): Column<KeptRow>[] {
  const amount = (value: string) => formatAmount(BigInt(value), currency, locale);
  // Of what is spared or not settled nothing is expected: there it is what is on the cards that moves.
  const shown = ({ bucket }: KeptRow) => (typeof bucket === "number" ? ("expected" as const) : ("balance" as const));
  const unit = (row: KeptRow) =>
    typeof row.bucket === "number" ? null : <span className={classes.quiet}> {t("escheat.whatIf.onBalance")}</span>;
  return [
    {
      key: "place",
      title: t("escheat.forecast.grid.corner"),
      cell: ({ jurisdiction }) => placeName(jurisdiction),
    },
    { key: "bucket", title: t("escheat.forecast.chart.year"), cell: ({ bucket }) => bucketName(bucket) },
    ...(["before", "after"] as const).map((side) => ({
      key: `cards-${side}`,
      title: t(side === "before" ? "escheat.whatIf.cardsBefore" : "escheat.whatIf.cardsAfter"),
      numeric: true,
      wide: true,
      cell: (row: KeptRow) => formatCount(row[side].cards, locale),
    })),
    ...(["before", "after"] as const).map((side) => ({
      key: side,
      title: t(`escheat.whatIf.${side}`),
      numeric: true,
      wide: side === "before",
      cell: (row: KeptRow) => (
        <>
          {amount(row[side][shown(row)])}
          {unit(row)}
        </>
      ),
    })),
    {
      key: "difference",
      title: t("escheat.whatIf.difference"),
      numeric: true,
      cell: (row) => (
        <span className={classes.up}>
          {signed(BigInt(row.after[shown(row)]) - BigInt(row.before[shown(row)]), amount)}
        </span>
      ),
    },
  ];
}
