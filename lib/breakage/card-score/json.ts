import { monthEnd } from "../forecast-view/month-end";
import { type CardOutlook, weeksOf } from "./card-score";
import type { PastCheck } from "./past-scores";
import type { Reliability } from "./reliability";
import { outcomes, reliabilityIn } from "./score-test";

/** A card's score as machines read it: amounts in whole minor units, weeks with their dates. */
export function outlookJson(outlook: CardOutlook) {
  if (outlook.status === "unscored") return { status: outlook.status, reason: outlook.why, dataDate: outlook.dataDate };
  const { score } = outlook;
  return {
    status: outlook.status,
    scoredOn: score.scoredOn,
    forecastVersion: score.forecastId,
    balance: score.balance,
    endsOn: score.endsOn,
    endedBy: score.endedBy,
    probabilityUntouched: score.probabilityUntouched,
    probabilityNever: score.probabilityNever,
    expectedUnredeemed: BigInt(Math.round(score.expectedUnredeemed)),
    weeks: weeksOf(score),
    reasons: score.contributions,
  };
}

/** How past scores held as machines read it: what was told of the tenths of the cards, from the least probable, and what came. */
export function scoreTestJson(past: PastCheck) {
  if (past.status !== "ok") return { status: past.status };
  const { cuts, shown } = past;
  return {
    status: past.status,
    dataTo: monthEnd(cuts.second),
    months: cuts.horizon,
    corrected: shown.corrected,
    leftBias: shown.leftBias,
    outcomes: outcomes.flatMap((outcome) => {
      const found = reliabilityIn(shown, outcome);
      return found ? [{ outcome, ...reliabilityJson(found) }] : [];
    }),
  };
}

const reliabilityJson = ({ cards, predicted, observed, deciles, brier, skill, slope, intercept }: Reliability) => ({
  ...{ cards, told: predicted, came: observed, brier, skill, slope, intercept },
  tenths: deciles.map((decile) => ({ cards: decile.cards, told: decile.predicted, came: decile.observed })),
});
