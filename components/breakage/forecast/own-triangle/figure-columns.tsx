import type { Column } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { NO_FIGURE } from "@/lib/breakage/triangle-view/figure-format";
import type { RowFigures } from "@/lib/breakage/triangle-view/method-rows";
import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";

type Options<Row> = {
  figures: (row: Row) => RowFigures | null;
  /** Whether face values were given, and so what is never redeemed can be told. */
  hasFace: boolean;
  /** The sum of the rows, for the foot. */
  total?: RowFigures;
  amount: (value: number | null) => string;
  locale: Locale;
};

type Name = "latest" | "ultimate" | "reserve" | "standardError" | "oneYear" | "range" | "never" | "neverRate";
/** Explained at the method, where each is met first. */
const explained = ["latest", "ultimate", "reserve", "standardError", "oneYear", "range", "never"] as const;

/** The columns that methods and origins share. */
export function figureColumns<Row>({ figures, hasFace, total, amount, locale }: Options<Row>): Column<Row>[] {
  const column = (key: Name, write: (figures: RowFigures) => string, wide: boolean | "very" = false): Column<Row> => {
    const word = explained.find((name) => name === key);
    return {
      key,
      title: t(`ownTriangle.${key}`),
      numeric: true,
      wide,
      hint:
        word && total === undefined ? (
          <Definition term={t(`ownTriangle.${word}`)}>{t(`ownTriangle.${word}.means`)}</Definition>
        ) : undefined,
      cell: (row) => {
        const own = figures(row);
        return own ? write(own) : NO_FIGURE;
      },
      foot: total ? write(total) : undefined,
    };
  };
  return [
    column("latest", ({ latest }) => amount(latest), true),
    column("ultimate", ({ ultimate }) => amount(ultimate)),
    column("reserve", ({ reserve }) => amount(reserve)),
    column("standardError", ({ standardError }) => amount(standardError)),
    column("oneYear", ({ oneYear }) => amount(oneYear), "very"),
    column("range", ({ range }) =>
      range ? t("ownTriangle.rangeText", { low: amount(range.low), high: amount(range.high) }) : NO_FIGURE,
    ),
    ...(hasFace
      ? [
          column("never", ({ never }) => amount(never)),
          column("neverRate", ({ never, face }) => formatRate(never === null || !face ? null : never / face, locale)),
        ]
      : []),
  ];
}
