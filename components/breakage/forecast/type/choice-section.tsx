import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import type { Method } from "@/lib/breakage/forecast/constants";
import { isJudged, isSameJudgement, NO_JUDGEMENT } from "@/lib/breakage/forecast/judgement";
import type { MadeChoice } from "@/lib/breakage/forecast/queries/choices";
import type { TypeInVersion } from "@/lib/breakage/forecast/queries/type-page";
import { judgementWords } from "@/lib/breakage/forecast-view/judgement-words";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { ChooseMethod } from "./choose-method";
import classes from "./type.module.css";

type Props = {
  code: string;
  name: string;
  choices: readonly MadeChoice[];
  /** What counted in the version on the page; null where the type is in none. */
  inVersion: Pick<TypeInVersion, "chosen" | "judged"> | null;
  mayChoose: boolean;
  timeZone: string;
  locale: Locale;
};

/** A person's own choice of method, and every one made before with what the triangle was read without, and its reason. */
export function ChoiceSection({ code, name, choices, inVersion, mayChoose, timeZone, locale }: Props) {
  const current = choices[0]?.method ?? null;
  const isWaiting =
    inVersion !== null &&
    (inVersion.chosen !== current || !isSameJudgement(inVersion.judged, choices[0] ?? NO_JUDGEMENT));
  const wasEverJudged = choices.some(isJudged);
  const columns: Column<MadeChoice>[] = [
    {
      key: "when",
      title: t("chooseMethod.when"),
      cell: ({ at }) => <time dateTime={at}>{formatInstant(at, timeZone, locale)}</time>,
    },
    { key: "who", title: t("chooseMethod.who"), cell: ({ by }) => by },
    {
      key: "chosen",
      title: t("chooseMethod.chosen"),
      cell: (choice) => (
        <div className={classes.wrap}>
          {methodWords(choice.method)}
          {wasEverJudged ? <p className={classes.muted}>{judgementWords(choice, locale)}</p> : null}
        </div>
      ),
    },
    {
      key: "reason",
      title: t("chooseMethod.reason"),
      cell: ({ reason }) => <span className={classes.wrap}>{reason}</span>,
    },
  ];
  return (
    <Section
      title={t("chooseMethod.title")}
      actions={
        choices.length > 0 ? (
          <ExportMenu table="forecast-type-choices" count={choices.length} locale={locale} />
        ) : undefined
      }
    >
      <p className={classes.muted}>{t("chooseMethod.what")}</p>
      {isWaiting ? <p className={classes.note}>{t("chooseMethod.waiting")}</p> : null}
      {mayChoose ? (
        <ChooseMethod key={choices[0]?.id ?? 0} code={code} name={name} current={current} />
      ) : (
        <p className={classes.note}>{t("chooseMethod.readOnly")}</p>
      )}
      <div className={classes.history}>
        <DataTable
          caption={t("chooseMethod.history")}
          columns={columns}
          rows={choices}
          rowKey={({ id }) => String(id)}
          empty={<p className={classes.muted}>{t("chooseMethod.none")}</p>}
        />
      </div>
    </Section>
  );
}

const methodWords = (method: Method | null) =>
  method === null ? t("chooseMethod.backTest") : t(`forecast.method.${method}`);
