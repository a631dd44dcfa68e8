import { HeatTable } from "@/components/charts/heat-table";
import { formatValue, type Unit } from "@/components/charts/series";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Section } from "@/components/ui/section";
import { type Address, hrefWith } from "@/lib/address";
import type { Dimension } from "@/lib/breakage/constants";
import { type CrossMeasure, crossMeasures, crossRows, heatOf } from "@/lib/breakage/cross";
import type { Figures } from "@/lib/breakage/figures";
import type { BreakageReport, Member } from "@/lib/breakage/report";
import { formatCount, formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/breakage";
import classes from "./breakage.module.css";
import { cardsHref } from "./breakage-table";

type Props = {
  report: BreakageReport;
  dimensions: readonly [Dimension, Dimension];
  measure: CrossMeasure;
  address: Address;
  locale: Locale;
};

/** Wider than this nobody reads; the table below holds every pair. */
const mostColumns = 24;
const mostLines = 60;

export function CrossTable({ report, dimensions, measure, address, locale }: Props) {
  const cross = crossRows(report.rows, dimensions);
  const columns = cross.columns.slice(0, mostColumns);
  const lines = cross.lines.slice(0, mostLines);
  const unit: Unit =
    measure === "rate"
      ? { kind: "rate" }
      : measure === "cards"
        ? { kind: "count" }
        : { kind: "money", currency: report.currency };
  const write = (figures: Figures) => formatValue(figures[measure], unit, locale);
  const [down, across] = dimensions;
  const totalHref = (dimension: Dimension, member: Member) =>
    cardsHref({ members: { [dimension]: member } }, [dimension], address);
  const largest = report.rows.reduce((most, row) => Math.max(most, Number(row[measure] ?? 0)), 0);
  const names = dimensions.map((dimension) => t(`dimension.${dimension}`));
  const title = t("cross.title", { down: names[0] ?? "", across: (names[1] ?? "").toLowerCase() });
  const isCut = cross.columns.length > mostColumns || cross.lines.length > mostLines;
  return (
    <Section
      title={title}
      note={formatDateRange(report.period.from, report.period.to, locale)}
      actions={
        <LinkTabs
          label={t("cross.measure")}
          tabs={crossMeasures.map((name) => ({
            key: name,
            label: t(`figures.${name}`),
            href: hrefWith("/issuer/breakage", address, { measure: name === "unredeemed" ? null : name }),
            isCurrent: name === measure,
          }))}
        />
      }
      flush
    >
      <HeatTable
        caption={title}
        corner={names.join(" × ")}
        columns={columns.map(({ member }) => ({
          key: member.id,
          label: member.name,
          totalHref: totalHref(across, member),
        }))}
        lines={lines.map(({ member, cells, total }) => ({
          key: member.id,
          label: member.name,
          total: write(total),
          totalHref: totalHref(down, member),
          cells: cells.slice(0, mostColumns).map((row) =>
            row === null
              ? null
              : {
                  text: write(row),
                  heat: heatOf(row[measure], largest),
                  href: cardsHref(row, dimensions, address),
                },
          ),
        }))}
        totals={columns.map(({ total }) => write(total))}
        total={write(report.total)}
        totalHref={cardsHref({ members: {} }, [], address)}
      />
      {isCut ? (
        <p className={classes.cut}>
          {t("cross.cut", {
            columns: columns.length,
            allColumns: formatCount(cross.columns.length, locale),
            lines: lines.length,
            allLines: formatCount(cross.lines.length, locale),
          })}
        </p>
      ) : null}
    </Section>
  );
}
