import Link from "next/link";
import type { ReactNode } from "react";
import {
  formatCount,
  formatDate,
  formatDecimal,
  formatInstant,
  formatMoney,
  formatRate,
  type Locale,
} from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval";
import type { QueueItem } from "@/lib/notifications/approval/queue-item";
import { waitingWords } from "@/lib/notifications/approval/waiting-words";
import { holdoutCost } from "@/lib/notifications/trial/holdout-cost";
import classes from "./approvals.module.css";

type Props = { item: QueueItem; rows: string; timeZone: string; locale: Locale };

/** The figures, each with the sentence that says what it means; each opens to its rows. */
export function PaneFacts({ item, rows, timeZone, locale }: Props) {
  const { currency, people, audience, messages } = item;
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  const estimate = (amount: number) => money(BigInt(Math.round(amount)));
  const counts = { people: formatCount(people, locale), audience: formatCount(audience, locale) };
  return (
    <>
      <dl className={classes.figures}>
        <Amount label={t("approvals.who.people")} value={counts.people} href={`${rows}#people`} />
        <Amount label={t("approvals.who.value")} value={money(item.valueAtStake)} href={`${rows}#people`} />
        <Amount label={t("approvals.delay")} value={money(item.delayCost)} href={`${rows}#waiting`} />
        <Amount
          label={t("approvals.who.cost")}
          value={item.cost === null ? t("notify.cost.unknown") : money(item.cost)}
          href={`${rows}#assumptions`}
        />
        <Amount label={t("approvals.money.breakage")} value={estimate(item.breakageGivenUp)} href={rows} />
        <Amount label={t("approvals.money.escheat")} value={estimate(item.escheatAvoided)} href={rows} />
      </dl>
      <Part title={t("approvals.who")}>
        {messages === people
          ? t("approvals.who.all", counts)
          : t("approvals.who.of", { ...counts, messages: formatCount(messages, locale) })}
      </Part>
      <Part title={t("approvals.now")}>
        {t("approvals.now.window", {
          from: formatDate(item.windowFrom, locale),
          to: formatDate(item.windowTo, locale),
        })}{" "}
        {waitingWords(item, locale)}{" "}
        {t("approvals.now.expires", { at: formatInstant(item.expiresAt, timeZone, locale) })}
      </Part>
      <Part title={t("approvals.brings")}>
        {t("approvals.brings.expected", {
          expected: estimate(item.uplift.expected),
          low: estimate(item.uplift.low),
          high: estimate(item.uplift.high),
        })}{" "}
        {t("approvals.brings.base", { rate: formatRate(item.baseRate, locale), days: item.horizonDays })}{" "}
        {trialText(item, locale)}
        {item.cost === null ? ` ${t("notify.cost.unknown.why", { currency })}` : null}
      </Part>
    </>
  );
}

function trialText(item: QueueItem, locale: Locale): string {
  const { holdoutShare, detectable, messageClass, currency, uplift } = item;
  if (holdoutShare === 0)
    return t(messageClass === "statutory-notice" ? "approvals.brings.noTrial" : "approvals.brings.nobody");
  const share = formatRate(holdoutShare, locale);
  const cost = formatMoney(BigInt(Math.round(holdoutCost(uplift.expected, holdoutShare))), currency, locale);
  const sees =
    detectable === null
      ? t("approvals.brings.few", { share })
      : t("approvals.brings.detectable", { share, points: formatDecimal(detectable * 100, 1, locale) });
  return `${sees} ${t("approvals.brings.holdout", { cost })}`;
}

function Amount({ label, value, href }: { label: string; value: string; href: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Link href={href} prefetch={false}>
          {value}
        </Link>
      </dd>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      <p>{children}</p>
    </section>
  );
}
