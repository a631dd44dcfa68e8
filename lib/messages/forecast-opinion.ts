import { words } from "./message";
import { screenMessages } from "./screens";

/** What methods that know one card type alone make of it, beside its forecast. */
export const forecastOpinionMessages = {
  "opinion.title": "Second opinion",
  "opinion.note": "shares of the value sold, with 95 % ranges; from this card type’s own months of sale alone",
  "opinion.wait": "Fitting three distributions …",
  "opinion.none": "Nothing of this card type was sold, so there is nothing to have an opinion of.",
  "opinion.reading": "Reading",
  "opinion.share": "Share",
  "opinion.range": "95 % range",
  "opinion.notSaid": "not quoted",
  "opinion.export.low": "95 % range from",
  "opinion.export.high": "95 % range to",
  "opinion.forecast": "Forecast: never redeemed",
  "opinion.forecast.means":
    "Projected breakage ÷ value sold, by the method of this version, with the range of its worlds.",
  "opinion.open": "Open at {months} {months|month|months}, by Kaplan–Meier",
  "opinion.open.means":
    "The share not redeemed by the oldest age that was seen, months of sale of every age speaking as far as they have come. It tells nothing of later ages, and where cards expire it tells what would be open if none did. In its last step rest {atRisk} cards.",
  "opinion.expired": "Ended by expiry, by Aalen–Johansen",
  "opinion.expired.means":
    "The share that expiry has taken by the oldest age that was seen. Redemption and expiry are both ends here: what has expired cannot be redeemed any more. No end has come yet to {left} of the value.",
  "opinion.cure": "Never redeemed, by {name} times",
  "opinion.cure.means":
    "A mixture cure model: a share is never redeemed, however long one waits and were nothing to expire, and the times of the rest follow the distribution. It hangs on a tail that nobody has seen, so it is quoted only when the cards were followed long enough, its range is narrower than 20 points, and other distributions put it inside.",
  "opinion.name.exponential": "exponential",
  "opinion.name.weibull": "Weibull",
  "opinion.name.lognormal": "log-normal",

  "opinion.says.none":
    "No share that is never redeemed is quoted: these cards do not allow it. That is neither for the forecast nor against it.",
  "opinion.says.noForecast": "The forecast has no share that these could be held against.",
  "opinion.says.within": "The quoted share that is never redeemed agrees with the forecast: their ranges meet.",
  "opinion.says.above":
    "The quoted share that is never redeemed lies above the forecast by more than their ranges: more may be left in the end than it says. Look at the triangle and at the back-test.",
  "opinion.says.below":
    "The quoted share that is never redeemed lies below the forecast by more than their ranges: late redemptions may be taken for none. Look at the triangle and at the back-test.",
  "opinion.says.below.expires":
    "The quoted share that is never redeemed lies below the forecast by more than their ranges. That is to be expected where cards expire: part of what expiry takes would have been redeemed later.",
  "opinion.says.expired.within": "What expiry took agrees with the forecast: their ranges meet.",
  "opinion.says.expired.above":
    "Expiry took more than the forecast expects, by more than their ranges: newer months of sale are redeemed otherwise than older ones were, or the forecast leans on other card types.",
  "opinion.says.expired.below":
    "Expiry took less than the forecast expects, by more than their ranges: newer months of sale are redeemed otherwise than older ones were, or the forecast leans on other card types.",

  "opinion.refused": "Not quoted by {names} times. {reasons}",
  "opinion.refused.no-events": "Nothing was redeemed, so nothing tells never from not yet.",
  "opinion.refused.no-maximum": "Many shares fit these cards alike: the likelihood has no clear maximum.",
  "opinion.refused.followUp":
    "The cards were not followed long enough to tell never from not yet: of {cards}, {late} were redeemed in the stretch before the last redemption that is as long as the quiet after it (Maller–Zhou α {alpha}, needed below 0.05).",
  "opinion.refused.wide": "It could lie anywhere between {low} and {high}.",
  "opinion.refused.differ": "It hangs on the distribution: outside its range of {low} to {high}, {others}.",
  "opinion.refused.other": "{name} times say {share}",
  "opinion.refused.otherNone": "{name} times find no clear maximum",
  "opinion.remark":
    "The ranges of the second opinion know the chance of {cards} alike cards and no more: neither months of sale that differ nor unequal balances, so they are rather too narrow.",
  "opinion.remark.noneExpired": "Its cards expire, and none has yet.",
} as const;

export const t = words(screenMessages, forecastOpinionMessages);
