import { DataTable } from "@/components/ui/data-table";
import { Section } from "@/components/ui/section";
import { formatCount, formatDecimal, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-results";
import type { Measurement } from "@/lib/notifications/queries/results";
import { SMALLEST_HELP } from "@/lib/notifications/trial/cuped";
import type { Effect } from "@/lib/notifications/trial/difference";
import { type ArmFigures, type OutcomeName, outcomeNames } from "@/lib/notifications/trial/figures";
import type { TrialReport } from "@/lib/notifications/trial/report";
import { estimate, intervalText, points } from "@/lib/notifications/trial/result-words";
import classes from "./results.module.css";

type Props = { newest: Measurement; effects: NonNullable<TrialReport["effects"]>; currency: string; locale: Locale };

/** Both arms side by side, and what differs: raw, and adjusted by what was expected of the cards before. */
export function ArmsTable({ newest, effects, currency, locale }: Props) {
  const { control, remind, basis } = newest.report;
  const shown = outcomeNames.filter((name) => basis === "scores" || (name !== "left" && name !== "leftToState"));
  const mean = (arm: ArmFigures, name: OutcomeName) => arm.outcomes[name].sum / arm.n;
  const level = (name: OutcomeName, value: number) =>
    name === "any" ? formatRate(value, locale) : estimate(value, currency, locale);
  const change = (name: OutcomeName, value: number) =>
    name === "any" ? points(value, locale) : estimate(value, currency, locale);
  return (
    <div id="arms">
      <Section title={t("results.arms")} note={t("results.arms.note")} flush>
        <DataTable
          caption={t("results.arms")}
          rows={shown}
          rowKey={(name) => name}
          empty={null}
          columns={[
            { key: "what", title: t("results.arms.what"), cell: (name) => t(`results.outcome.${name}`) },
            {
              key: "remind",
              title: `${t("results.arms.remind")} (${formatCount(remind.n, locale)})`,
              numeric: true,
              cell: (name) => level(name, mean(remind, name)),
            },
            {
              key: "control",
              title: `${t("results.arms.control")} (${formatCount(control.n, locale)})`,
              numeric: true,
              cell: (name) => level(name, mean(control, name)),
            },
            {
              key: "raw",
              title: t("results.arms.raw"),
              numeric: true,
              wide: true,
              cell: (name) => <Difference effect={effects[name].raw} write={(value) => change(name, value)} />,
            },
            {
              key: "adjusted",
              title: t("results.arms.adjusted"),
              numeric: true,
              cell: (name) => <Difference effect={effects[name].adjusted} write={(value) => change(name, value)} />,
            },
          ]}
          after={<Notes newest={newest} effects={effects} locale={locale} />}
        />
      </Section>
    </div>
  );
}

function Difference({ effect, write }: { effect: Effect | null; write: (value: number) => string }) {
  if (!effect) return "–";
  return (
    <>
      {write(effect.effect)}
      <span className={classes.under}>{intervalText(effect, write)}</span>
    </>
  );
}

function Notes({ newest, effects, locale }: Pick<Props, "newest" | "effects" | "locale">) {
  const { rhoSquared, theta, relative } = effects.redeemed;
  const { control, remind } = newest.report;
  const [all, known] = [control.redemptions + remind.redemptions, control.withPurchase + remind.withPurchase];
  const percent = (value: number) => formatRate(value, locale);
  const help =
    rhoSquared < SMALLEST_HELP
      ? t("results.adjust.noHelp")
      : t("results.adjust.helps", { narrower: percent(1 - Math.sqrt(1 - rhoSquared)) });
  return (
    <div className={classes.notes}>
      <p>{t("results.adjust", { rho: percent(rhoSquared), help })}</p>
      <p>
        {t("results.method", {
          theta: formatDecimal(theta, 3, locale),
          relative: relative
            ? t("results.method.relative", {
                value: percent(relative.effect),
                low: percent(relative.low),
                high: percent(relative.high),
              })
            : t("results.method.noRelative"),
        })}
      </p>
      {known < all ? (
        <p>
          {t("results.arms.aboveKnown", {
            known: formatCount(known, locale),
            all: formatCount(all, locale),
            n: all,
          })}
        </p>
      ) : null}
    </div>
  );
}
