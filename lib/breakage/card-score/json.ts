import { type CardOutlook, weeksOf } from "./card-score";

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
