import { type Column, DataTable } from "@/components/ui/data-table";
import { Definition } from "@/components/ui/definition";
import { Section } from "@/components/ui/section";
import type { Choice } from "@/lib/breakage/forecast/choice";
import type { Method } from "@/lib/breakage/forecast/constants";
import type { TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import { formatSigned, wholeMinor } from "@/lib/breakage/forecast-view/amounts";
import { type MethodScoreRow, methodScoreRows } from "@/lib/breakage/forecast-view/method-scores";
import { formatChange, formatMoney, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./type.module.css";

type Props = {
  own: TypeInVersion;
  choice: Choice | null;
  currency: string;
  locale: Locale;
};

type Row = Pick<MethodScoreRow, "wape" | "skill"> & { readonly method: Method };

/** The candidates, and what the category lends where a type has nothing of its own: no past month end could test that. */
const rowsOf = (choice: Choice, used: Method): Row[] => [
  ...(used === "category-blend" ? [{ method: used, wape: null, skill: null }] : []),
  ...methodScoreRows(choice),
];

/** What each method of the forecast would say of this card type, beside how it did on all of them. */
export function TypeMethods({ own, choice, currency, locale }: Props) {
  if (!choice) return null;
  const used = own.report.whole?.breakage ?? 0n;
  /** The method that is used says the version's own figure: its quarters are rounded as parts of all card types. */
  const saidBy = ({ method }: Row) => {
    if (method === own.method) return used;
    return own.explanation && method !== "category-blend" ? wholeMinor(own.explanation.byMethod[method]) : null;
  };
  const columns: Column<Row>[] = [
    {
      key: "method",
      title: t("typeMethods.method"),
      cell: ({ method }) => (
        <>
          {t(`forecast.method.${method}`)}{" "}
          {method === own.method ? <span className={classes.used}>{t("typeMethods.used")}</span> : null}
        </>
      ),
    },
    {
      key: "never",
      title: t("typeMethods.never"),
      numeric: true,
      cell: (row) => {
        const said = saidBy(row);
        return said === null ? "–" : formatMoney(said, currency, locale);
      },
    },
    {
      key: "difference",
      title: t("typeMethods.difference"),
      numeric: true,
      wide: true,
      cell: (row) => {
        const said = saidBy(row);
        return said === null || row.method === own.method ? "–" : formatSigned(said - used, currency, locale);
      },
    },
    {
      key: "wape",
      title: t("typeMethods.wape"),
      numeric: true,
      hint: <Definition term={t("typeMethods.wape")}>{t("typeMethods.wape.means")}</Definition>,
      cell: ({ wape }) => formatRate(wape, locale),
    },
    {
      key: "skill",
      title: t("typeMethods.skill"),
      numeric: true,
      wide: true,
      hint: <Definition term={t("typeMethods.skill")}>{t("typeMethods.skill.means")}</Definition>,
      cell: ({ skill }) => formatChange(skill, locale),
    },
  ];
  return (
    <Section title={t("typeMethods.title")} note={t("typeMethods.note", { currency })} flush>
      <DataTable
        caption={t("typeMethods.title")}
        columns={columns}
        rows={rowsOf(choice, own.method)}
        rowKey={({ method }) => method}
        isCurrent={({ method }) => method === own.method}
        empty={null}
      />
    </Section>
  );
}
