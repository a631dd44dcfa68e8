import { formatCount, formatDecimal, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-opinion";
import { rangeAt } from "../forecast/held";
import type { ForecastFigures } from "../forecast/report";
import type { Distribution } from "../survival/distribution";
import type { CureOpinion, Refusal, SecondOpinion, Share } from "./second-opinion";

/** One line of the comparison; a share that is not said is null. */
export type Reading = {
  readonly key: string;
  readonly name: string;
  readonly means: string;
  readonly said: Share | null;
};

const LEVEL = 0.95;

/** The forecast as a share of the value sold; null where it has none. */
export function forecastShare(whole: Pick<ForecastFigures, "probability" | "ranges" | "sold"> | null): Share | null {
  if (!whole || whole.probability === null) return null;
  const range = rangeAt(whole.ranges, LEVEL);
  const ofSold = (amount: bigint) => Number(amount) / Number(whole.sold);
  return {
    share: whole.probability,
    low: range ? ofSold(range.low) : null,
    high: range ? ofSold(range.high) : null,
  };
}

/** The forecast first, then what was seen, then the models. */
export function readingsOf(opinion: SecondOpinion, forecast: Share | null, locale: Locale): Reading[] {
  const { open, expired, oldest, cures } = opinion;
  return [
    { key: "forecast", name: t("opinion.forecast"), means: t("opinion.forecast.means"), said: forecast },
    ...(open
      ? [
          {
            key: "open",
            name: t("opinion.open", { months: oldest }),
            means: t("opinion.open.means", { atRisk: formatCount(open.atRisk, locale) }),
            said: open,
          },
        ]
      : []),
    ...(expired
      ? [
          {
            key: "expired",
            name: t("opinion.expired"),
            means: t("opinion.expired.means", { left: formatRate(expired.left, locale) }),
            said: expired,
          },
        ]
      : []),
    ...cures.map(({ distribution, said }) => ({
      key: distribution,
      name: t("opinion.cure", { name: nameOf(distribution) }),
      means: t("opinion.cure.means"),
      said,
    })),
  ];
}

const nameOf = (distribution: Distribution): string => t(`opinion.name.${distribution}`);

/** Where a share lies against the forecast: beyond it only when their ranges do not meet. Without a range it is a point. */
export function against(said: Share, forecast: Share): "above" | "below" | "within" {
  if ((said.low ?? said.share) > (forecast.high ?? forecast.share)) return "above";
  return (said.high ?? said.share) < (forecast.low ?? forecast.share) ? "below" : "within";
}

/** So little is still to come to an end that what expiry has taken is what it takes. */
const NOTHING_LEFT = 0.005;

/** What the readings say of the forecast. */
export function verdicts({ cures, expired }: SecondOpinion, forecast: Share | null, expires: boolean): string[] {
  const said = cures.flatMap((cure) => (cure.said ? [cure.said] : []));
  if (!forecast) return [...(said.length === 0 ? [t("opinion.says.none")] : []), t("opinion.says.noForecast")];
  const places = new Set(said.map((share) => against(share, forecast)));
  const [place] = places;
  const joint = places.size > 1 ? "within" : place;
  return [
    joint === undefined ? t("opinion.says.none") : "",
    joint === "below" && expires ? t("opinion.says.below.expires") : joint ? t(`opinion.says.${joint}`) : "",
    expired && expired.left < NOTHING_LEFT ? t(`opinion.says.expired.${against(expired, forecast)}`) : "",
  ].filter(Boolean);
}

/** Why shares are not quoted, distributions with the same reasons in one sentence; then what holds for all ranges. */
export function opinionRemarks({ cures, cards, expired }: SecondOpinion, expires: boolean, locale: Locale): string[] {
  const byReason = new Map<string, string[]>();
  for (const { distribution, refusal } of cures) {
    for (const { words } of refusal ? reasonsOf(refusal, locale) : []) {
      byReason.set(words, [...(byReason.get(words) ?? []), nameOf(distribution)]);
    }
  }
  return [
    ...[...byReason].map(([reasons, names]) => t("opinion.refused", { names: names.join(", "), reasons })),
    expires && !expired ? t("opinion.remark.noneExpired") : "",
    t("opinion.remark", { cards: formatCount(cards, locale) }),
  ].filter(Boolean);
}

export const refusalKinds = ["follow-up", "wide-interval", "distributions-differ", "no-events", "no-maximum"] as const;
/** One of the reasons why a share is not said. */
export type Reason = { readonly kind: (typeof refusalKinds)[number]; readonly words: string };

/** Every reason, each in words. */
export function reasonsOf(refusal: Refusal, locale: Locale): Reason[] {
  if (refusal.kind !== "judged") return [{ kind: refusal.kind, words: t(`opinion.refused.${refusal.kind}`) }];
  const { fit, quote } = refusal;
  const range = { low: formatRate(fit.interval.lower, locale), high: formatRate(fit.interval.upper, locale) };
  const kinds = new Set(quote.reasons.map(({ kind }) => kind));
  const words = {
    "follow-up": () =>
      t("opinion.refused.followUp", {
        late: formatDecimal(quote.followUp.lateEvents, 1, locale),
        cards: formatCount(quote.followUp.cards, locale),
        alpha: formatDecimal(quote.followUp.alpha, 3, locale),
      }),
    "wide-interval": () => t("opinion.refused.wide", range),
    "distributions-differ": () =>
      t("opinion.refused.differ", { ...range, others: outside(fit.interval, quote.others, locale) }),
  } as const;
  return (["follow-up", "wide-interval", "distributions-differ"] as const).flatMap((kind) =>
    kinds.has(kind) ? [{ kind, words: words[kind]() }] : [],
  );
}

/** Why a reading is not said, by its key; nothing where it is said, or is no model's. */
export const refusedBy = ({ cures }: SecondOpinion, key: string, locale: Locale): string[] =>
  cures.flatMap(({ distribution, refusal }) =>
    refusal && distribution === key ? reasonsOf(refusal, locale).map(({ words }) => words) : [],
  );

type Judged = Extract<NonNullable<CureOpinion["refusal"]>, { kind: "judged" }>;

const outside = ({ lower, upper }: Judged["fit"]["interval"], others: Judged["quote"]["others"], locale: Locale) =>
  others
    .filter(({ cureFraction }) => cureFraction === null || cureFraction < lower || cureFraction > upper)
    .map(({ distribution, cureFraction }) =>
      cureFraction === null
        ? t("opinion.refused.otherNone", { name: nameOf(distribution) })
        : t("opinion.refused.other", { name: nameOf(distribution), share: formatRate(cureFraction, locale) }),
    )
    .join(", ");
