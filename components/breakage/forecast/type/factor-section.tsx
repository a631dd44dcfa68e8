import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { FactorRow } from "@/lib/breakage/forecast/factor-table";
import type { TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import { wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { factorRows } from "@/lib/breakage/forecast-view/factor-rows";
import { formatFactor } from "@/lib/breakage/triangle-view/figure-format";
import { formatAmount, formatCount, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./type.module.css";

type Props = { own: TypeInVersion; currency: string; locale: Locale };
type Row = FactorRow & { readonly left: number };

/** What the model made of the triangle, age by age: its own factor, how much that is believed, and what is used. */
export function FactorSection({ own, currency, locale }: Props) {
  const rows = factorRows(own);
  const amount = (value: number) => formatAmount(wholeMinor(value), currency, locale);
  const hint = (key: "raw" | "credibility" | "used") => (
    <Definition term={t(`typeFactors.${key}`)}>{t(`typeFactors.${key}.means`)}</Definition>
  );
  const columns: Column<Row>[] = [
    { key: "age", title: t("typeFactors.age"), cell: ({ age }) => age },
    {
      key: "cohorts",
      title: t("typeFactors.cohorts"),
      numeric: true,
      cell: ({ cohorts }) => formatCount(cohorts, locale),
    },
    { key: "atRisk", title: t("typeFactors.atRisk"), numeric: true, wide: true, cell: ({ atRisk }) => amount(atRisk) },
    {
      key: "redeemed",
      title: t("typeFactors.redeemed"),
      numeric: true,
      wide: true,
      cell: ({ redeemed }) => amount(redeemed),
    },
    {
      key: "raw",
      title: t("typeFactors.raw"),
      numeric: true,
      hint: hint("raw"),
      cell: ({ raw }) => (raw === null ? "–" : formatFactor(raw, locale)),
    },
    {
      key: "credibility",
      title: t("typeFactors.credibility"),
      numeric: true,
      hint: hint("credibility"),
      cell: ({ credibility, extrapolated }) =>
        extrapolated ? (
          <span className={classes.quiet}>{t("typeFactors.extrapolated")}</span>
        ) : (
          formatRate(credibility, locale)
        ),
    },
    {
      key: "used",
      title: t("typeFactors.used"),
      numeric: true,
      hint: hint("used"),
      cell: ({ used }) => formatFactor(used, locale),
    },
    { key: "left", title: t("typeFactors.left"), numeric: true, cell: ({ left }) => formatRate(left, locale) },
  ];
  return (
    <Section
      title={t("typeFactors.title")}
      note={`${t("typeFactors.note")} · ${currency}`}
      actions={<ExportMenu table="forecast-type-factors" count={rows.length} locale={locale} />}
      flush
    >
      <div className={classes.tall}>
        <DataTable
          caption={t("typeFactors.title")}
          columns={columns}
          rows={rows}
          rowKey={({ age }) => String(age)}
          isBroad
          empty={null}
        />
      </div>
    </Section>
  );
}
