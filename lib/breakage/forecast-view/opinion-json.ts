import type { TypeOfVersion } from "../forecast/queries/type-in-version";
import type { SecondOpinion, Share } from "./second-opinion";
import { forecastShare, opinionRemarks, reasonsOf, verdicts } from "./second-opinion-words";
import { typeHead } from "./triangle-json";

/** What a card type's cards alone say, or why they say nothing, beside the forecast; shares are of the value sold. */
export function opinionJson(page: TypeOfVersion, opinion: SecondOpinion | null): object {
  const { own } = page;
  const forecast = forecastShare(own.report.whole);
  return { ...typeHead(page), forecast, opinion: opinion && saidOf(opinion, forecast, own.cohorts) };
}

function saidOf(opinion: SecondOpinion, forecast: Share | null, cohorts: TypeOfVersion["own"]["cohorts"]) {
  const expires = cohorts.some(({ endAge }) => endAge !== null);
  return {
    cards: opinion.cards,
    oldestMonths: opinion.oldest,
    open: opinion.open,
    expired: opinion.expired,
    neverRedeemed: opinion.cures.map(({ distribution, said, refusal }) => ({
      distribution,
      said,
      refused: refusal ? reasonsOf(refusal, "en").map(({ kind, words }) => ({ kind, sentence: words })) : [],
    })),
    says: verdicts(opinion, forecast, expires),
    remarks: opinionRemarks(opinion, expires, "en"),
  };
}
