import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import type { Locale } from "@/lib/format";
import { words } from "@/lib/messages/message";
import { notificationProposalMessages } from "@/lib/messages/notifications-proposals";
import { notificationResultMessages } from "@/lib/messages/notifications-results";
import { formatParameter } from "@/lib/notifications/proposals/parameter-words";
import { type LearnedLine, sixDigits } from "@/lib/notifications/trial/learned";
import { kindText } from "@/lib/notifications/trial/result-words";
import { SMALLEST_ARM } from "@/lib/notifications/trial/verdict";
import classes from "./results.module.css";
import { TakeButton } from "./take-button";

const t = words(notificationProposalMessages, notificationResultMessages);

type Props = { lines: readonly LearnedLine[]; mayManage: boolean; locale: Locale };

/** What hold-outs say of the optimiser's figures; each is taken over by a person or not at all. */
export function LearnedTable({ lines, mayManage, locale }: Props) {
  const write = (line: LearnedLine, value: number) => formatParameter(line.name, value, locale);
  return (
    <Section title={t("results.learn")} note={t("results.learn.note")} flush>
      <DataTable
        caption={t("results.learn")}
        rows={lines}
        rowKey={({ name, channel, reason }) => `${name} ${channel} ${reason}`}
        empty={<p className={classes.notes}>{t("results.learn.none")}</p>}
        columns={[
          {
            key: "what",
            title: t("results.learn.what"),
            cell: (line) => (
              <>
                {t(`notify.parameter.${line.name}`)}
                <span className={classes.under}>{kindText(line)}</span>
              </>
            ),
          },
          {
            key: "measured",
            title: t("results.learn.measured"),
            numeric: true,
            cell: (line) => (
              <>
                {write(line, line.learned.value)}
                <span className={classes.under}>
                  {t("results.learn.range", {
                    low: write(line, line.learned.low),
                    high: write(line, line.learned.high),
                  })}
                </span>
              </>
            ),
          },
          {
            key: "inForce",
            title: t("results.learn.inForce"),
            numeric: true,
            cell: (line) => (
              <>
                {write(line, line.inForce.value)}
                <span className={classes.under}>{t(`results.money.origin.${line.inForce.origin}`)}</span>
              </>
            ),
          },
          {
            key: "batches",
            title: t("results.learn.batches"),
            wide: true,
            cell: ({ learned }) => learned.batches.join(", "),
          },
          ...(mayManage
            ? [
                {
                  key: "take",
                  title: "",
                  cell: (line: LearnedLine) =>
                    line.isTaken ? (
                      t("results.learn.used")
                    ) : (
                      <TakeButton key={line.learned.value} figure={figureOf(line)} />
                    ),
                },
              ]
            : []),
        ]}
        after={<p className={classes.notes}>{t("results.learn.given", { least: SMALLEST_ARM })}</p>}
      />
    </Section>
  );
}

const figureOf = ({ name, channel, reason, learned }: LearnedLine) => ({
  name,
  channel,
  reason,
  value: sixDigits(learned.value),
});
