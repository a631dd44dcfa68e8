import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import type { SecondOpinion as Opinion } from "@/lib/breakage/forecast-view/second-opinion";
import {
  forecastShare,
  opinionRemarks,
  type Reading,
  readingsOf,
  verdicts,
} from "@/lib/breakage/forecast-view/second-opinion-words";
import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-opinion";
import classes from "./type.module.css";

type Props = { own: TypeInVersion; opinion: Promise<Opinion | null>; locale: Locale };

/** The forecast's share beside what the type's cards say by themselves, or why they say nothing. */
export async function SecondOpinion({ own, opinion, locale }: Props) {
  const found = await opinion;
  if (!found) {
    return (
      <Section title={t("opinion.title")} flush>
        <EmptyState title={t("opinion.title")}>{t("opinion.none")}</EmptyState>
      </Section>
    );
  }
  const forecast = forecastShare(own.report.whole);
  const expires = own.cohorts.some(({ endAge }) => endAge !== null);
  const columns: Column<Reading>[] = [
    {
      key: "reading",
      title: t("opinion.reading"),
      cell: ({ name, means }) => (
        <>
          {name} <Definition term={name}>{means}</Definition>
        </>
      ),
    },
    {
      key: "share",
      title: t("opinion.share"),
      numeric: true,
      cell: ({ key, said }) => {
        if (said) return formatRate(said.share, locale);
        return key === "forecast" ? "–" : <span className={classes.quiet}>{t("opinion.notSaid")}</span>;
      },
    },
    {
      key: "range",
      title: t("opinion.range"),
      numeric: true,
      cell: ({ said }) =>
        said?.low == null || said.high === null
          ? "–"
          : `${formatRate(said.low, locale)} – ${formatRate(said.high, locale)}`,
    },
  ];
  return (
    <Section
      title={t("opinion.title")}
      note={t("opinion.note")}
      actions={<ExportMenu table="forecast-type-opinion" locale={locale} />}
      flush
    >
      <DataTable
        caption={t("opinion.title")}
        columns={columns}
        rows={readingsOf(found, forecast, locale)}
        rowKey={({ key }) => key}
        isCurrent={({ key }) => key === "forecast"}
        empty={null}
      />
      <div className={classes.opinion}>
        {verdicts(found, forecast, expires).map((words) => (
          <p key={words}>{words}</p>
        ))}
        {opinionRemarks(found, expires, locale).map((words) => (
          <p key={words} className={classes.muted}>
            {words}
          </p>
        ))}
      </div>
    </Section>
  );
}
