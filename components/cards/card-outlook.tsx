import Link from "next/link";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ButtonLink } from "@/components/ui/button-link";
import { Definition } from "@/components/ui/definition";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import {
  type CardOutlook,
  type CardScore,
  chanceWithin,
  type UnscoredReason,
} from "@/lib/breakage/card-score/card-score";
import { weekPoints, weekSentence } from "@/lib/breakage/card-score/week-chart";
import type { CardLife } from "@/lib/cards/card";
import { addDays, type CivilDate } from "@/lib/dates";
import { formatDate, formatMoney, formatMonth, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/card-score";
import type { MessageKey } from "@/lib/messages/message";
import classes from "./card-outlook.module.css";

type Props = {
  outlook: CardOutlook;
  /** The card as it is on the day of the page. */
  life: Pick<CardLife, "asOf" | "balance">;
  path: string;
  address: Address;
  locale: Locale;
};

/** What is expected of the card: chances, value, weeks and reasons; or why nothing can be said. */
export function CardOutlookPanel({ outlook, life, path, address, locale }: Props) {
  if (outlook.status === "unscored") {
    return (
      <Section title={t("cardScore.title")} flush>
        <Unscored why={outlook.why} dataDate={outlook.dataDate} path={path} address={address} locale={locale} />
      </Section>
    );
  }
  const { score } = outlook;
  return (
    <>
      <Section
        title={t("cardScore.title")}
        note={
          <>
            {t("cardScore.note", { date: formatDate(score.scoredOn, locale) })}{" "}
            <Link
              href={hrefTo("/issuer/forecast", address, {
                version: String(score.forecastId),
                currency: score.currency,
              })}
              prefetch={false}
            >
              {t("cardScore.version", { id: score.forecastId })}
            </Link>
          </>
        }
      >
        <Chances score={score} locale={locale} />
        <Remarks score={score} life={life} locale={locale} />
        <Reasons score={score} locale={locale} />
      </Section>
      {score.endedBy === null ? <UseByWeek score={score} locale={locale} /> : null}
    </>
  );
}

/** The near future: as many weeks as people plan a reminder for. */
const SOON = 4;

function Chances({ score, locale }: { score: CardScore; locale: Locale }) {
  const money = (amount: bigint) => formatMoney(amount, score.currency, locale);
  const byWhen =
    score.endsOn === null ? t("cardScore.byAge") : t("cardScore.byEnd", { date: formatDate(score.endsOn, locale) });
  const soon = t("cardScore.soon", { weeks: SOON });
  return (
    <dl className={classes.chances}>
      <Chance
        term={t("cardScore.untouched")}
        means="cardScore.untouched.means"
        value={formatRate(score.probabilityUntouched, locale)}
        note={byWhen}
      />
      <Chance
        term={t("cardScore.never")}
        means="cardScore.never.means"
        value={formatRate(score.probabilityNever, locale)}
        note={byWhen}
      />
      <Chance
        term={t("cardScore.unredeemed")}
        means="cardScore.unredeemed.means"
        value={money(BigInt(Math.round(score.expectedUnredeemed)))}
        note={t("cardScore.ofBalance", { balance: money(score.balance) })}
      />
      <Chance
        term={soon}
        means="cardScore.soon.means"
        value={formatRate(chanceWithin(score.hazardByWeek, SOON), locale)}
        note={t("cardScore.soon.from", { date: formatDate(score.scoredOn, locale) })}
      />
    </dl>
  );
}

function Chance({
  term,
  means,
  value,
  note,
}: {
  term: string;
  means: MessageKey<typeof t>;
  value: string;
  note: string;
}) {
  return (
    <div className={classes.chance}>
      <dt>
        {term} <Definition term={term}>{t(means)}</Definition>
      </dt>
      <dd>{value}</dd>
      <dd>{note}</dd>
    </div>
  );
}

function Remarks({ score, life, locale }: { score: CardScore } & Pick<Props, "life" | "locale">) {
  const { endedBy, endsOn, currency } = score;
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  return (
    <>
      {endedBy === null ? null : (
        <p className={classes.remark}>
          {t(`cardScore.ended.${endedBy}`, { date: endsOn === null ? "" : formatDate(endsOn, locale) })}
        </p>
      )}
      {life.balance === score.balance ? null : (
        <p className={classes.remark}>
          {t("cardScore.moved", {
            before: money(score.balance),
            now: money(life.balance),
            date: formatDate(life.asOf, locale),
          })}
        </p>
      )}
    </>
  );
}

function Reasons({ score: { contributions, comingMonth, scoredOn }, locale }: { score: CardScore; locale: Locale }) {
  if (contributions.length === 0) return null;
  return (
    <div className={classes.reasons}>
      <h3 className={classes.why}>{t("cardScore.why")}</h3>
      <p>
        {t("cardScore.why.lead", {
          month: formatMonth(addDays(scoredOn, 1), locale),
          average: formatRate(comingMonth.average, locale),
          own: formatRate(comingMonth.own, locale),
        })}
      </p>
      <ul>
        {contributions.map(({ reason, sentence }) => (
          <li key={reason}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function UseByWeek({ score, locale }: { score: CardScore; locale: Locale }) {
  return (
    <ChartFrame
      id="weeks"
      title={t("cardScore.weeks")}
      note={t("cardScore.weeks.note", { date: formatDate(score.scoredOn, locale) })}
      summary={weekSentence(score, locale)}
      kind="bars"
      points={weekPoints(score, locale)}
      series={[{ key: "chance", label: t("cardScore.weeks.chance") }]}
      unit={{ kind: "rate" }}
      locale={locale}
      pointName={t("cardScore.weeks.week")}
    />
  );
}

type UnscoredProps = {
  why: UnscoredReason;
  dataDate: CivilDate | null;
  path: string;
  address: Address;
  locale: Locale;
};

function Unscored({ why, dataDate, path, address, locale }: UnscoredProps) {
  const action =
    why === "earlier-day" ? (
      <ButtonLink href={hrefWith(path, address, { asOf: null, knownAt: null })}>{t("cardScore.none.toNow")}</ButtonLink>
    ) : (
      <ButtonLink href={hrefTo("/issuer/forecast", address)}>{t("cardScore.none.toForecast")}</ButtonLink>
    );
  return (
    <EmptyState title={t("cardScore.none.title")} action={action}>
      {t(`cardScore.none.${why}`, { date: dataDate === null ? "" : formatDate(dataDate, locale) })}
    </EmptyState>
  );
}
