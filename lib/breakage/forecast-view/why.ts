import { formatCount, formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { HEADLINE, type Method } from "../forecast/constants";
import type { TypeInVersion } from "../forecast/queries/type-page";
import { stateOf } from "../forecast/recipe";
import { makeTable } from "../forecast/table";
import { formatEstimate, monthName } from "./amounts";
import { judgementWords } from "./judgement-words";
import { tellingWeights, type Weight, weightsOf } from "./weights";

/** One thing that the figure of a card type rests on, in words. */
export type Reason = { readonly key: string; readonly term: string; readonly words: string };

type Told = {
  readonly own: TypeInVersion;
  readonly category: string | null;
  readonly currency: string;
  readonly locale: Locale;
};

/** Why a card type's figure is what it is: what was seen, whose experience it is, what bends it, and how it did before. */
export function reasonsFor(told: Told): Reason[] {
  return [
    sample(told),
    experience(told),
    judged(told),
    seasons(told),
    expiry(told),
    tail(told),
    tested(told),
    oddities(told),
  ].filter((reason) => reason !== null);
}

const reason = (key: Reason["key"], term: Parameters<typeof t>[0], ...words: string[]): Reason => ({
  key,
  term: t(term),
  words: words.filter(Boolean).join(" "),
});

function sample({ own, locale }: Told): Reason {
  const { lines } = makeTable(own.cohorts, own.cut, own.ultimateAge);
  const cards = lines.reduce((sum, { cohort }) => sum + cohort.cards, 0);
  const oldest = lines.reduce((most, { observed }) => Math.max(most, observed), 0);
  return reason(
    "sample",
    "why.sample",
    t("why.sample.seen", {
      cards: formatCount(cards, locale),
      n: cards,
      cohorts: formatCount(lines.length, locale),
      cells: lines.length,
      months: oldest,
    }),
    stateOf(lines) === "ok" ? "" : t(`why.sample.${own.status === "no-history" ? "none" : "few"}`),
  );
}

/** What of the headline's curve is the type's own. */
function experience({ own, category, currency, locale }: Told): Reason | null {
  const compared = experienceWords({ own, category, currency, locale });
  const weights = tellingWeights(weightsOf(own.factors));
  if (weights.length === 0) return reason("experience", "why.experience", t("why.experience.none"), compared);
  const words = weights.map((weight) => weightWords(weight, locale));
  const lender = category ? t("why.experience.category", { category }) : t("why.experience.noCategory");
  return reason(
    "experience",
    "why.experience",
    t("why.experience.weights", { weights: words.join(", "), lender }),
    usedWords(own.method),
    compared,
  );
}

/** What each experience alone would say, and all of them together: nothing where the version kept it not. */
function experienceWords({ own, category, currency, locale }: Told): string {
  const { byMethod, byExperience } = own.explanation ?? {};
  if (!byMethod || !byExperience) return "";
  const money = (amount: number) => formatEstimate(amount, currency, locale);
  const used = own.method === HEADLINE ? Number(own.report.whole?.breakage ?? 0n) : byMethod[HEADLINE];
  const levels = Object.values(byExperience);
  const isOutside = used < Math.min(...levels) - HALF_A_UNIT || used > Math.max(...levels) + HALF_A_UNIT;
  const said = t(category ? "why.experience.amounts" : "why.experience.amountsNoCategory", {
    alone: money(byExperience.own),
    category: money(byExperience.category),
    pooled: money(byExperience.portfolio),
    used: money(used),
  });
  return isOutside ? `${said} ${t("why.experience.outside")}` : said;
}

/** The figure is a sum of rounded parts. */
const HALF_A_UNIT = 0.5;

/** How the figures of the page come from that curve, where they are not simply its own. */
function usedWords(method: Method): string {
  if (method === HEADLINE) return "";
  if (method === "category-blend") return t("why.experience.blend");
  return t("why.experience.notUsed", { method: t(`forecast.method.${method}`) });
}

function weightWords({ from, to, credibility }: Weight, locale: Locale): string {
  const share = formatRate(credibility, locale);
  if (from === 0) return t("why.experience.first", { share });
  return t(from === to ? "why.experience.at" : "why.experience.from", { share, from, to });
}

function seasons({ own: { explanation }, locale }: Told): Reason | null {
  if (!explanation) return null;
  const { saleSpeeds, calendar } = explanation;
  const words = [
    saleSpeeds ? t("why.seasons.sale", extremes(saleSpeeds, locale)) : "",
    calendar ? t("why.seasons.calendar", extremes(calendar, locale)) : "",
  ].filter(Boolean);
  return reason("seasons", "why.seasons", ...(words.length > 0 ? words : [t("why.seasons.none")]));
}

function extremes(factors: readonly number[], locale: Locale) {
  const most = factors.indexOf(Math.max(...factors));
  const least = factors.indexOf(Math.min(...factors));
  const times = (month: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(factors[month] ?? 1);
  return {
    most: monthName(most, locale),
    mostTimes: times(most),
    least: monthName(least, locale),
    leastTimes: times(least),
  };
}

function expiry({ own, locale }: Told): Reason | null {
  if (own.cohorts.every(({ endAge }) => endAge === null)) {
    return reason("expiry", "why.expiry", t("why.expiry.never", { age: own.ultimateAge }));
  }
  if (!own.explanation) return null;
  const extras = own.explanation.expiry ?? [];
  const [last = 0] = extras;
  // Each is a share of what the month before left.
  const sum = 1 - extras.reduce((open, extra) => open * (1 - extra), 1);
  if (!(sum > 0)) return reason("expiry", "why.expiry", t("why.expiry.none"));
  return reason(
    "expiry",
    "why.expiry",
    t("why.expiry.rush", { last: formatRate(last, locale), sum: formatRate(sum, locale) }),
  );
}

function tail({ own, locale }: Told): Reason | null {
  if (!own.explanation) return null;
  const last = own.cohorts.reduce((most, { endAge }) => Math.max(most, endAge ?? own.ultimateAge), 0);
  const { seen, from, decay } = own.explanation.tail;
  if (last < seen) return reason("tail", "why.tail", t("why.tail.none", { age: last + 1 }));
  const { settledAge } = own.judged;
  if (settledAge !== null) return reason("tail", "why.tail", t("why.tail.settled", { age: settledAge }));
  const isLevel = decay > 1 - 1e-9;
  return reason(
    "tail",
    "why.tail",
    t(isLevel ? "why.tail.level" : "why.tail.falls", { seen, from, decay: formatRate(decay, locale) }),
  );
}

/** What of its triangle a person left out; the tail has words of its own. */
function judged({
  own: {
    judged: { leftOut },
  },
  locale,
}: Told): Reason | null {
  if (leftOut.length === 0) return null;
  const words = judgementWords({ leftOut, settledAge: null }, locale);
  return reason("judged", "why.judged", t("why.judged.found", { words }));
}

function tested({ own, locale }: Told): Reason {
  const { error } = own;
  if (error?.wape == null || error.bias === null) return reason("tested", "why.tested", t("why.tested.never"));
  const size = formatRate(Math.abs(error.bias), locale);
  return reason(
    "tested",
    "why.tested",
    t("why.tested.missed", { wape: formatRate(error.wape, locale), outcomes: formatCount(error.outcomes, locale) }),
    t(error.bias >= 0 ? "why.tested.over" : "why.tested.under", { bias: size }),
  );
}

function oddities({ own, locale }: Told): Reason | null {
  if (own.issues.length === 0) return null;
  const leftOut = own.issues.filter((issue) => issue.leftOut).length;
  const values = { count: formatCount(own.issues.length, locale), n: own.issues.length };
  return reason("odd", "why.odd", t("why.odd.found", { ...values, leftOut: formatCount(leftOut, locale) }));
}
