import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { Section } from "@/components/ui/section";
import { METHODS, type TriangleMethod } from "@/lib/breakage/triangle/methods";
import type { MethodRow } from "@/lib/breakage/triangle-view/method-rows";
import type { LeftOut, OwnTriangle } from "@/lib/breakage/triangle-view/own-triangle";
import { methodName } from "@/lib/breakage/triangle-view/reserve-comparison";
import { reasonsOf, remarksOn, remarksOnTriangle } from "@/lib/breakage/triangle-view/row-words";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { figureColumns } from "./figure-columns";
import classes from "./own-triangle.module.css";
import { ResultsExport } from "./results-export";

type Props = {
  own: OwnTriangle;
  rows: readonly MethodRow[];
  leftOut: readonly LeftOut[];
  current: TriangleMethod | undefined;
  amount: (value: number | null) => string;
  locale: Locale;
};

/** A method that cannot speak has its row too, and says there what it lacks. */
const mostReasons = 3;

export function MethodTable({ own, rows, leftOut, current, amount, locale }: Props) {
  const hasFace = rows.some((row) => row.ok && row.total.face !== null);
  const columns: Column<MethodRow>[] = [
    {
      key: "method",
      title: t("ownTriangle.methodName"),
      cell: (row) => <Name row={row} words={[reasonsOf(row, own), remarksOn(row, own, leftOut)]} />,
    },
    ...figureColumns<MethodRow>({ figures: (row) => (row.ok ? row.total : null), hasFace, amount, locale }),
  ];
  const remarks = remarksOnTriangle(own, amount);
  return (
    <Section
      title={t("ownTriangle.methods")}
      actions={<ResultsExport own={own} rows={rows} leftOut={leftOut} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("ownTriangle.methodsCaption")}
        columns={columns}
        rows={rows}
        rowKey={({ method }) => method}
        isCurrent={({ method }) => method === current}
        isBroad
        empty={null}
        after={
          remarks.length > 0 ? (
            <ul className={classes.remarks} aria-label={t("ownTriangle.remarks")}>
              {remarks.map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
          ) : null
        }
      />
    </Section>
  );
}

function Name({ row: { method }, words: [reasons, remarks] }: { row: MethodRow; words: [string[], string[]] }) {
  const more = reasons.length - mostReasons;
  return (
    <>
      <span className={classes.method}>
        {methodName(method)}
        <Definition term={methodName(method)}>{METHODS[method].summary}.</Definition>
      </span>
      {reasons.slice(0, mostReasons).map((reason) => (
        <span key={reason} className={`${classes.said} ${classes.reason}`}>
          {reason}
        </span>
      ))}
      {more > 0 ? <span className={classes.said}>{t("ownTriangle.moreFaults", { count: more })}</span> : null}
      {remarks.map((remark) => (
        <span key={remark} className={classes.said}>
          {remark}
        </span>
      ))}
    </>
  );
}
