import { formatMonth, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-detail";
import { isJudged, type JudgedCell, type Judgement } from "../forecast/judgement";

/** How forecasts read a triangle: `Without: Mar 2025 at age 2–4, 7. Nothing more is redeemed from age 24 on.` */
export function judgementWords(judgement: Judgement, locale: Locale): string {
  if (!isJudged(judgement)) return t("judge.nothing");
  const { leftOut, settledAge } = judgement;
  return [
    leftOut.length > 0 ? t("judge.without", { cells: cellWords(leftOut, locale) }) : "",
    settledAge === null ? "" : t("judge.settled", { age: settledAge }),
  ]
    .filter(Boolean)
    .join(" ");
}

function cellWords(leftOut: readonly JudgedCell[], locale: Locale): string {
  const bySale = new Map<string, number[]>();
  for (const { sold, age } of leftOut) bySale.set(sold, [...(bySale.get(sold) ?? []), age]);
  return [...bySale]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([sold, ages]) => t("judge.cells", { sold: formatMonth(`${sold}-01`, locale), ages: runsOf(ages) }))
    .join("; ");
}

/** `2–4, 7`. */
function runsOf(ages: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const age of [...ages].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && age === last.to + 1) last.to = age;
    else runs.push({ from: age, to: age });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
