import { type Column, DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Method } from "@/lib/breakage/forecast/constants";
import type { MadeChoice } from "@/lib/breakage/forecast/queries/choices";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/message";
import { ChooseMethod } from "./choose-method";
import classes from "./type.module.css";

type Props = {
  code: string;
  name: string;
  choices: readonly MadeChoice[];
  /** The choice that counted in the version on the page; undefined where the type is in none. */
  inVersion: Method | null | undefined;
  mayChoose: boolean;
  timeZone: string;
  locale: Locale;
};

/** A person's own choice of method, and every one made before, with its reason. */
export function ChoiceSection({ code, name, choices, inVersion, mayChoose, timeZone, locale }: Props) {
  const current = choices[0]?.method ?? null;
  const columns: Column<MadeChoice>[] = [
    {
      key: "when",
      title: t("chooseMethod.when"),
      cell: ({ at }) => <time dateTime={at}>{formatInstant(at, timeZone, locale)}</time>,
    },
    { key: "who", title: t("chooseMethod.who"), cell: ({ by }) => by },
    { key: "chosen", title: t("chooseMethod.chosen"), cell: ({ method }) => methodWords(method) },
    {
      key: "reason",
      title: t("chooseMethod.reason"),
      cell: ({ reason }) => <span className={classes.wrap}>{reason}</span>,
    },
  ];
  return (
    <Section title={t("chooseMethod.title")}>
      <p className={classes.muted}>{t("chooseMethod.what")}</p>
      {inVersion !== undefined && inVersion !== current ? (
        <p className={classes.note}>{t("chooseMethod.waiting")}</p>
      ) : null}
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
