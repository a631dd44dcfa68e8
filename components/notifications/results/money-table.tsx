import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatDate, formatMoney, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { Measurement, ResultListed } from "@/lib/notifications/queries/results";
import type { Ledgers } from "@/lib/notifications/trial/money";
import { estimate } from "@/lib/notifications/trial/result-words";
import classes from "./results.module.css";

type Props = { result: ResultListed; newest: Measurement; locale: Locale };

const lines = ["rescued", "marginOnRedeemed", "marginAbove", "breakage", "cost", "net", "avoided"] as const;
type Line = (typeof lines)[number];

/** What the batch brought to customers, issuer and states, beside what was expected of it when it was proposed. */
export function MoneyTable({ result, newest, locale }: Props) {
  const { ledgers } = newest.report;
  const { currency } = result;
  return (
    <div id="money">
      <Section title={t("results.money")} note={t("results.money.note")} flush>
        {ledgers ? (
          <DataTable
            caption={t("results.money")}
            rows={lines}
            rowKey={(line) => line}
            isCurrent={(line) => line === "net"}
            empty={null}
            columns={[
              { key: "line", title: t("results.money.line"), cell: (line) => t(`results.money.${line}`) },
              {
                key: "measured",
                title: t("results.money.amount"),
                numeric: true,
                cell: (line) =>
                  line === "cost" && !result.isCostKnown ? (
                    t("notify.cost.unknown")
                  ) : (
                    <Measured line={line} ledgers={ledgers} currency={currency} locale={locale} />
                  ),
              },
              {
                key: "expected",
                title: t("results.money.expected"),
                numeric: true,
                cell: (line) => expectedOf(line, result, locale),
              },
            ]}
            after={<Notes result={result} newest={newest} locale={locale} />}
          />
        ) : (
          <p className={classes.notes}>{t("results.money.none")}</p>
        )}
      </Section>
    </div>
  );
}

type MeasuredProps = { line: Line; ledgers: Ledgers; currency: string; locale: Locale };

function Measured({ line, ledgers: { customers, issuer, states }, currency, locale }: MeasuredProps) {
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  if (line === "avoided") return money(states.avoided);
  if (line !== "rescued") return money(issuer[line]);
  const { value, low, high } = customers.rescued;
  return (
    <>
      {money(value)}
      {low !== null && high !== null ? (
        <span className={classes.under}>
          {t("results.money.rescued.range", { low: money(low), high: money(high) })}
        </span>
      ) : null}
    </>
  );
}

/** Of those who are reminded, as what is measured, and until the loss. */
function expectedOf(line: Line, { expected, currency }: ResultListed, locale: Locale): string {
  const amounts: Partial<Record<Line, number>> = {
    rescued: expected.uplift,
    breakage: expected.breakage,
    avoided: expected.escheat,
  };
  const amount = amounts[line];
  return amount === undefined ? "–" : estimate(amount, currency, locale);
}

function Notes({ result, newest, locale }: Props) {
  const { figures, report } = newest;
  const { margin, messageCost } = figures;
  return (
    <div className={classes.notes}>
      <p>
        {report.basis === "scores" && figures.scoredOn !== null
          ? t("results.money.basis.scores", { day: formatDate(figures.scoredOn, locale) })
          : t("results.money.basis.redeemed", {
              days: result.horizonDays,
              day: formatDate(figures.until, locale),
            })}
        {report.basis === "redeemed" && result.expected.within !== null
          ? ` ${t("results.money.within", { within: estimate(result.expected.within, result.currency, locale) })}`
          : null}
      </p>
      <p>
        {t(result.isCostKnown ? "results.money.margin" : "results.money.marginAlone", {
          currency: result.currency,
          margin: formatRate(margin.value, locale),
          origin: t(`results.money.origin.${margin.origin}`),
          cost: estimate(messageCost, result.currency, locale),
        })}
      </p>
    </div>
  );
}
