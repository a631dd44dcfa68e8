import { words } from "./message";
import { screenMessages } from "./screens";

/** What is expected of single cards: on a card's page, and held against the past on the back-test's. */
export const cardScoreMessages = {
  "cardScore.title": "Will it be used?",
  "cardScore.note": "as of {date}, by",
  "cardScore.version": "forecast version {id}",
  "cardScore.untouched": "Nothing more redeemed",
  "cardScore.untouched.means":
    "Chance that the card is not used again before its end. Of a hundred cards like it with this figure, so many are expected never to be used again.",
  "cardScore.never": "Not fully redeemed",
  "cardScore.never.means":
    "Chance that something of the balance is not redeemed: left at the end, refunded, moved to another card or taken as a fee.",
  "cardScore.unredeemed": "Expected unredeemed",
  "cardScore.unredeemed.means":
    "Balance times the share expected to lie on the card at its end, over everything that may happen to it. The sum over the cards of a type agrees with the forecast of the type.",
  "cardScore.soon": "Used within {weeks} {weeks|week|weeks}",
  "cardScore.soon.means":
    "Chance that something is redeemed in the weeks after the day of the score. Below, week by week.",
  "cardScore.soon.from": "after {date}",
  "cardScore.byEnd": "by its end on {date}",
  "cardScore.byAge": "within five years of its sale",
  "cardScore.ofBalance": "of {balance} on it then",
  "cardScore.ended.expiry": "Its end on {date} had passed: all that was on it stays unredeemed.",
  "cardScore.ended.age":
    "It never expires, or nobody said when, and was sold more than five years before: what was on it counts as never to be redeemed.",
  "cardScore.moved":
    "Its balance was {before} on that day and {now} on {date}. What happened in between will be in the next score.",
  "cardScore.why": "Why",
  "cardScore.why.lead":
    "The average card is used in a month with a chance of {average}; this one in {month} with {own}. What makes the difference, the largest first:",
  "cardScore.weeks": "Chance of a use, week by week",
  "cardScore.weeks.note": "in each week after {date}, if there was none before",
  "cardScore.weeks.week": "Week from",
  "cardScore.weeks.chance": "Chance of a use",
  "cardScore.weeks.summary":
    "{first} in the week from {firstDate}, {last} in that from {lastDate}; {all} within {weeks} {weeks|week|weeks} in all.",
  "cardScore.weeks.one": "{first} in the week from {firstDate}, the last one before it ends.",
  "cardScore.none.title": "No score of this card",
  "cardScore.none.toForecast": "Open the forecast",
  "cardScore.none.toNow": "Show the card as of today",
  "cardScore.none.earlier-day":
    "Scores are kept of the newest data only, to {date}. They know what happened up to then, so they are not shown for an earlier day.",
  "cardScore.none.no-forecast":
    "No forecast was made in this card’s currency yet. Make one on the Forecast page, and the cards are scored with it.",
  "cardScore.none.too-little-history":
    "There is too little history in this card’s currency for a forecast, and no figure is better than one that nobody can defend.",
  "cardScore.none.sold-later": "It was sold after {date}, the last day that the newest forecast knows of.",
  "cardScore.none.no-history": "The forecast has no history of this card’s type, so nothing can be said of its cards.",
  "cardScore.none.nothing-left": "Nothing was left on it on {date}, so there was nothing more to expect.",
  "cardScore.none.few-redemptions":
    "Fewer than a hundred months with a redemption are known, which is too few to tell single cards apart.",
  "cardScore.none.not-yet":
    "The newest forecast, of data to {date}, has not scored the cards yet. Scores are made at the end of its run.",

  "scoreTest.title": "Did scores of single cards hold?",
  "scoreTest.note": "cards open on {date}, scored by what was known then, and what came in {months} months",
  "scoreTest.untouched": "Nothing more redeemed",
  "scoreTest.never": "Not fully redeemed",
  "scoreTest.promised": "As told",
  "scoreTest.observed": "Came true",
  "scoreTest.axis": "Told: nothing more redeemed",
  "scoreTest.table": "By tenths of the cards",
  "scoreTest.tableNote": "from those of which it was least probable",
  "scoreTest.outcome": "What was told",
  "scoreTest.tenth": "Tenth",
  "scoreTest.cards": "Cards",
  "scoreTest.told": "Told",
  "scoreTest.all": "All",
  "scoreTest.summary":
    "Nothing more was redeemed of {observed} of {cards} cards, and {predicted} were told; {verdict} The Brier score is {brier}, {skill} better than telling the same of every card.",
  "scoreTest.summary.worse":
    "Nothing more was redeemed of {observed} of {cards} cards, and {predicted} were told; {verdict} The Brier score is {brier}, no better than telling the same of every card.",
  "scoreTest.verdict.good": "odds were neither too bold nor too timid (slope {slope}).",
  "scoreTest.verdict.bold": "odds were too bold (slope {slope}, where 1 is right).",
  "scoreTest.verdict.timid": "odds were too timid (slope {slope}, where 1 is right).",
  "scoreTest.verdict.unknown": "whether odds were too bold cannot be told.",
  "scoreTest.corrected":
    "A correction learnt from the months before made these scores better, so the present ones are made with it.",
  "scoreTest.plain":
    "A correction learnt from the months before would not have made these scores better, so none is used.",
  "scoreTest.left": "The shares said to be left were off by {bias} in all.",
  "scoreTest.allCurrencies": "Cards of all currencies are taken together.",
  "scoreTest.none.title": "Scores of single cards were not tested",
  "scoreTest.none.not-scored":
    "No cards were scored by this version. Scores are made at the end of the run that makes the newest one.",
  "scoreTest.none.too-little-history":
    "The test needs a year of sales, and after it two spans of half a year: one to learn a correction from, one to judge it by.",
} as const;

export const t = words(screenMessages, cardScoreMessages);
