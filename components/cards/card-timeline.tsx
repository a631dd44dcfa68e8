import { Section } from "@/components/ui/section";
import type { CardLife, DatedRule } from "@/lib/cards/card";
import { timelineOf } from "@/lib/cards/timeline";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/cards";
import classes from "./cards.module.css";

const letters = { sold: "S", cardExpiry: "C", fundsExpiry: "F", escheat: "E" } as const;

/** Three dates, three rules: card expiry, funds expiry and escheat are never one date. */
export function CardTimeline({ life, escheat, locale }: { life: CardLife; escheat: DatedRule; locale: Locale }) {
  const timeline = timelineOf(life, escheat.date);
  const percent = (position: number) => `${(position * 100).toFixed(2)}%`;
  return (
    <Section title={t("card.dates")} note={t("card.datesNote", { date: formatDate(life.asOf, locale) })}>
      {/* Everything drawn here is written out below it. */}
      <div className={classes.timeline} aria-hidden>
        <span className={classes.axis} />
        <span className={classes.lived} style={{ width: percent(timeline.now) }} />
        {timeline.ticks.map((tick) => (
          <span key={tick} className={classes.tick} style={{ left: percent(tick) }} />
        ))}
        {timeline.marks.map((mark) => (
          <span
            key={mark.kind}
            className={classes.mark}
            data-past={mark.isPast}
            style={{ left: percent(mark.position) }}
          >
            {letters[mark.kind]}
          </span>
        ))}
        <span className={classes.now} style={{ left: percent(timeline.now) }} />
        <span className={classes.axisLabel} data-edge="start" style={{ left: "0%" }}>
          {formatDate(timeline.start, locale)}
        </span>
        <span className={classes.axisLabel} data-edge="end" style={{ left: "100%" }}>
          {formatDate(timeline.end, locale)}
        </span>
      </div>
      <dl className={classes.dates}>
        <RuleDate letter="C" name={t("card.cardExpiry")} rule={life.cardExpiry} locale={locale} />
        <RuleDate letter="F" name={t("card.fundsExpiry")} rule={life.fundsExpiry} locale={locale} />
        <RuleDate letter="E" name={t("card.escheat")} rule={escheat} locale={locale} />
      </dl>
    </Section>
  );
}

type RuleProps = { letter: string; name: string; rule: DatedRule; locale: Locale };

function RuleDate({ letter, name, rule, locale }: RuleProps) {
  return (
    <div className={classes.date}>
      <dt>
        {name} <span aria-hidden>({letter})</span>
      </dt>
      <dd>
        {rule.date === null ? t("card.noDate") : <time dateTime={rule.date}>{formatDate(rule.date, locale)}</time>}
      </dd>
      <dd>{rule.rule}</dd>
    </div>
  );
}
