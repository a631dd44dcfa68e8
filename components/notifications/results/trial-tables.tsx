import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatCount, formatDecimal, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { Measurement, ResultListed } from "@/lib/notifications/queries/results";
import type { ArmFigures } from "@/lib/notifications/trial/figures";
import { outcomeRows } from "@/lib/notifications/trial/result-words";
import classes from "./results.module.css";

type Props = { result: ResultListed; newest: Measurement; locale: Locale };

const shareOf = ({ n, outcomes }: ArmFigures) => (n > 0 ? outcomes.any.sum / n : null);

/** How the arms were drawn and whether they still are as they were, stratum by stratum. */
export function Strata({ result, newest, locale }: Props) {
  const { ratio, control, remind } = newest.report;
  const count = (value: number) => formatCount(value, locale);
  return (
    <Section title={t("results.ratio")} flush>
      <DataTable
        caption={t("results.strata")}
        rows={newest.figures.strata}
        rowKey={({ stratum }) => stratum}
        empty={null}
        columns={[
          { key: "stratum", title: t("results.strata.name"), cell: ({ stratum }) => stratum },
          {
            key: "remind",
            title: t("results.strata.remind"),
            numeric: true,
            cell: (row) => count(row.remind.n),
            foot: count(remind.n),
          },
          {
            key: "control",
            title: t("results.strata.control"),
            numeric: true,
            cell: (row) => count(row.control.n),
            foot: count(control.n),
          },
          {
            key: "share",
            title: t("results.strata.share"),
            numeric: true,
            wide: true,
            cell: (row) => `${formatRate(shareOf(row.remind), locale)}, ${formatRate(shareOf(row.control), locale)}`,
          },
        ]}
        after={
          <div className={classes.notes}>
            {ratio ? (
              <p>
                {t("results.ratio.text", {
                  control: count(control.n),
                  all: count(control.n + remind.n),
                  share: formatRate(ratio.share, locale),
                  p: formatDecimal(ratio.p, 3, locale),
                })}
              </p>
            ) : null}
            {newest.figures.controlWrittenTo > 0 ? (
              <p>
                {t("results.ratio.writtenTo", {
                  count: count(newest.figures.controlWrittenTo),
                  n: newest.figures.controlWrittenTo,
                })}
              </p>
            ) : null}
            {newest.figures.remindWrittenTo > 0 ? (
              <p>
                {t("results.ratio.remindWrittenTo", {
                  count: count(newest.figures.remindWrittenTo),
                  n: newest.figures.remindWrittenTo,
                })}
              </p>
            ) : null}
            <p>
              {t("results.ratio.base", {
                base: formatRate(result.baseRate, locale),
                detectable:
                  result.detectable === null
                    ? t("results.ratio.noDetectable")
                    : formatDecimal(100 * result.detectable, 1, locale),
                seen: formatRate(shareOf(control), locale),
              })}
            </p>
          </div>
        }
      />
    </Section>
  );
}

/** Everybody of both arms by what became of him. */
export function Outcomes({ newest, locale }: Pick<Props, "newest" | "locale">) {
  const rows = outcomeRows(newest.figures);
  const all = rows.reduce((sum, { people }) => sum + people, 0);
  return (
    <Section title={t("results.outcomes")} note={t("results.outcomes.note")} flush>
      <DataTable
        caption={t("results.outcomes")}
        rows={rows}
        rowKey={({ key }) => key}
        empty={null}
        columns={[
          { key: "what", title: t("results.outcomes.what"), cell: ({ text }) => text },
          {
            key: "people",
            title: t("results.outcomes.people"),
            numeric: true,
            cell: ({ people }) => formatCount(people, locale),
            foot: formatCount(all, locale),
          },
        ]}
      />
    </Section>
  );
}
