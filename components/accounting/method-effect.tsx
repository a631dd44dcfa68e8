import { type Column, DataTable } from "@/components/ui/data-table";
import type { Preview, PreviewLine } from "@/lib/accounting/preview";
import { formatAmount, formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

type Props = { preview: Preview; programmes: readonly { code: string; name: string }[]; locale: Locale };

/** The month in which the method begins, and what is owed by now: as it is, and as it would be. */
export function MethodEffect({ preview, programmes, locale }: Props) {
  const { month, last, lines, unestimated } = preview;
  const names = new Map(programmes.map(({ code, name }) => [code, name]));
  const money = (key: keyof PreviewLine, title: string): Column<PreviewLine> => ({
    key,
    title,
    numeric: true,
    cell: (line) => formatAmount(BigInt(line[key]), line.currency, locale),
  });
  const columns: Column<PreviewLine>[] = [
    { key: "currency", title: t("methods.effect.currency"), cell: ({ currency }) => currency },
    money("breakageNow", t("methods.effect.now", { month: formatMonth(month, locale) })),
    money("breakageThen", t("methods.effect.then")),
    money("catchUp", t("methods.effect.catchUp")),
    money("liabilityNow", t("methods.effect.liability", { month: formatMonth(last, locale) })),
    money("liabilityThen", t("methods.effect.liabilityThen")),
  ];
  const without = unestimated.map(
    ({ code, reason }) => `${names.get(code) ?? code} (${t(`methods.reason.${reason}`)})`,
  );
  return (
    <>
      <h3>{t("methods.effect")}</h3>
      <DataTable
        caption={t("methods.effect")}
        columns={columns}
        rows={lines}
        rowKey={({ currency }) => currency}
        isBroad
        empty={null}
      />
      {without.length > 0 ? (
        <p className={classes.foot}>{t("methods.effect.unestimated", { list: without.join(", ") })}</p>
      ) : null}
    </>
  );
}
