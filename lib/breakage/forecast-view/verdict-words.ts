import { formatRate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import type { BacktestReport } from "../forecast/backtest-report";
import type { Choice } from "../forecast/choice";
import { bestModel, methodScoreRows } from "./method-scores";

type Ok = Extract<BacktestReport, { readonly status: "ok" }>;

const methodWords = (method: Choice["method"]) => t(`forecast.method.${method}`);

/** Which method is used, and by how much it beats the average or the closest one does not: in sums, which decide, and by cohort. */
export function verdictWords(choice: Choice, locale: Locale): string[] {
  const { method, verdict, cuts } = choice;
  const share = (skill: number | null) => formatRate(skill === null ? null : Math.abs(skill), locale);
  if (verdict === "untested") return [t("backTest.verdict.untested", { method: methodWords(method) })];
  const overCohorts = (of: Choice["method"] | undefined) => {
    const skill = methodScoreRows(choice).find((row) => row.method === of)?.cohortSkill ?? null;
    if (skill === null) return "";
    return t(skill >= 0 ? "backTest.verdict.cohortsBetter" : "backTest.verdict.cohortsWorse", { skill: share(skill) });
  };
  if (verdict === "passed") {
    const said = { method: methodWords(method), skill: share(choice.skill), cuts: cuts.length };
    return [t("backTest.verdict.passed", said), overCohorts(method)].filter(Boolean);
  }
  const best = bestModel(choice);
  return [
    t("backTest.verdict.average", { method: methodWords(method) }),
    best?.skill == null
      ? ""
      : t(best.skill >= 0 ? "backTest.verdict.closest" : "backTest.verdict.closestWorse", {
          method: methodWords(best.method),
          skill: share(best.skill),
        }),
    overCohorts(best?.method),
  ].filter(Boolean);
}

/** What those who looked at the forecasts of the past saw miss, and how that compares to the three baselines. */
export function shownWords({ shown, skill }: Pick<Ok, "shown" | "skill">, locale: Locale): string[] {
  const all = shown.byAge.find(({ ages }) => ages === "all")?.point;
  const bias = shown.totals.point.bias;
  const words = [];
  if (all && bias !== null) {
    words.push(
      t("backTest.verdict.shown", {
        wape: formatRate(all.wape, locale),
        totals: formatRate(shown.totals.point.wape, locale),
        bias: t(bias >= 0 ? "backTest.verdict.over" : "backTest.verdict.under", {
          bias: formatRate(Math.abs(bias), locale),
        }),
      }),
    );
  }
  const list = skill.map(({ baseline, skill: better }) => {
    const said = { method: methodWords(baseline), skill: formatRate(Math.abs(better ?? 0), locale) };
    if (!better) return t("backTest.verdict.same", said);
    return t(better > 0 ? "backTest.verdict.better" : "backTest.verdict.worse", said);
  });
  return list.length > 0 ? [...words, t("backTest.verdict.skills", { list: list.join("; ") })] : words;
}
