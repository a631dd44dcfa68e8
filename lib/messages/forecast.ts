import { words } from "./message";
import { screenMessages } from "./screens";

/** The Forecast: what will never be redeemed, when, how sure that is, and how it was found. */
export const forecastMessages = {
  "forecast.title": "Forecast",
  "forecast.lead": "What of the value sold will never be redeemed, when that is settled, and how sure it is.",
  "forecast.views": "Parts of the forecast",
  "forecast.tab.forecast": "Forecast",
  "forecast.tab.back-test": "Back-test",
  "forecast.tab.triangle": "Triangle",
  "forecast.tab.versions": "Versions",
  "forecast.tab.own-triangle": "Own triangle",

  "forecast.method.open-balance-credibility": "Open balance, types weighed by credibility",
  "forecast.method.open-balance": "Open balance, each type by itself",
  "forecast.method.open-balance-pooled": "Open balance, all types as one",
  "forecast.method.bornhuetter-ferguson": "Bornhuetter–Ferguson",
  "forecast.method.redemption-chain-ladder": "Chain ladder on redemptions",
  "forecast.method.mature-rate": "Mean of mature months of sale",
  "forecast.method.last-year-rate": "Last year’s rate",
  "forecast.method.unredeemed-today": "What is unredeemed today",
  "forecast.method.category-blend": "Lent by the category",
  "forecast.method.several": "several methods",
  "forecast.status.ok": "enough history",
  "forecast.status.too-little-history": "too little history",
  "forecast.status.no-history": "no history",
  "forecast.status.several": "differs by card type",

  "forecast.figure": "Projected breakage",
  "forecast.figure.means":
    "Of all value sold up to the data date, what is unredeemed when cards end: at card expiry or when funds expire, whichever is first. Quarters that are over, as they came, and what is still to come. Where funds outlive the card it is still owed; it includes what a state may claim, and is no figure of income.",
  "forecast.settled": "Unredeemed at the end",
  "forecast.settled.means":
    "What was left on the cards that ended in quarters that are over, as it was counted: no estimate is in it. Where funds outlive the card it is still owed and may yet be used or claimed: the page Breakage tells what has lapsed from what is owed.",
  "forecast.ahead": "Still to come",
  "forecast.ahead.means":
    "What is expected to be left on cards when they end after the data date. A quarter that has begun counts with its months that are over.",
  "forecast.probability": "Probability",
  "forecast.probability.means":
    "Projected breakage ÷ value sold: the share of what was sold that is unredeemed when its cards end.",
  "forecast.sold.means":
    "Value sold and reloaded up to the data date, with refunds, fees, transfers and adjustments taken into account.",
  "forecast.wholeSum": "= unredeemed at the end + still to come",
  "forecast.ofSold": "of {sold} sold on {count} {n|card|cards}",
  "forecast.range": "{level} %: {range}",
  "forecast.besideRange":
    "Where a figure lies outside of its own range, nearly all outcomes are alike and a few far off: the range leaves those out, the mean does not.",
  "forecast.noRange": "No range is known",
  "forecast.dataTo": "Data to {date}",
  "forecast.until": "Quarters up to {date}",
  "forecast.from": "Quarters from {date} on",
  "forecast.later": "of it {amount} after {quarter}",

  "forecast.how": "How it was made",
  "forecast.why": "Why this method",
  "forecast.verdict.passed":
    "{method}. It passed the back-test: at {cuts} past month {n|end|ends} its error on young cards was below that of the plain mean of mature months by {skill} in sums by card type, which decide, and by {cohorts} over single months of sale.",
  "forecast.verdict.average":
    "{method}. No model beat it clearly enough in the back-test at {cuts} past month {n|end|ends}, so the plain average is used.",
  "forecast.verdict.untested":
    "{method}. It is untested: the history is too short to forecast the past again and compare.",
  "forecast.made": "Version {id}, made {when} by {who}, of data to {date}.",
  "forecast.wholeMonths": "As of {asOf} a forecast uses data to {date}: the last month that was whole by then.",
  "forecast.older": "This version is of data to {date}. One of data to {possible} can be made.",
  "forecast.chosen": "You look at version {id}, whatever the as-of date.",
  "forecast.newest": "Look at the newest",
  "forecast.knownAt": "“As known” dates choose no version: each version keeps what was known when it was made.",
  "forecast.issues": "{count} {n|group|groups} of cards had something odd in the data; the back-test lists them.",

  "forecast.make": "Make forecast",
  "forecast.make.first": "Make the first forecast",
  "forecast.make.busy": "A forecast is being made.",
  "forecast.make.whole": "Of data to {date}",
  "forecast.make.of": "Of data to {date}, as of {asOf}",
  "forecast.make.done": "The forecast of data to {date} is made.",
  "forecast.make.unchanged":
    "Nothing has changed since the version that is there: same data, same method, same figures.",

  "forecast.none.title": "No forecast yet",
  "forecast.none.text":
    "A forecast follows the cards of each month of sale as they age and says what will be left on them. It needs three months of sale that were seen beyond their own month, and a year of history before it can be tested against what came. Nothing is sent anywhere; it takes about a minute.",
  "forecast.none.ask": "Somebody who may make forecasts can start one here.",
  "forecast.none.data": "There is no whole month of data yet. Load cards and transactions first.",
  "forecast.none.import": "Import files",
  "forecast.early.title": "No version of data up to {asOf}",
  "forecast.early.text": "The earliest one is of data to {date}. Make one as of this date, or look at the earliest.",
  "forecast.early.go": "Look at the earliest",
  "forecast.noCards.title": "No cards of this cut in {currency}",
  "forecast.noCards.text":
    "The version, data to {date}, has no card in {currency} that fits these filters, so there is nothing to forecast. Take a filter off, or choose another currency.",
  "forecast.unknown.title": "There is no such version",
  "forecast.unknown.text": "It may be of another issuer, or the number is wrong.",
  "forecast.too-little-history.title": "Too little history for a forecast",
  "forecast.too-little-history.text":
    "Of {cohorts} {n|group|groups} of cards by months of sale and expiry, fewer than three were seen beyond their own month. No figure is shown, because nobody could defend it. Make one again when more months are whole.",
  "forecast.no-history.title": "No history for a forecast",
  "forecast.no-history.text":
    "No month of sale has been seen beyond itself, so there is nothing to learn from. No figure is shown. Make one again when more months are whole.",
  "forecast.known": "What is known without a forecast",
  "forecast.known.sold": "Sold",
  "forecast.known.open": "Not redeemed so far",
  "forecast.known.ended": "Of it on cards that have ended",
  "forecast.empty.title": "No cards are like that",
  "forecast.empty.text": "Take off a filter to see a forecast again.",
  "forecast.conflict":
    "A forecast can be cut by merchant and age segment together, or by state alone. It is shown without what does not go with the rest.",
  "forecast.notKept":
    "This version was made before forecasts kept merchants and age segments crossed. Make a forecast to see them.",

  "forecast.chart": "Breakage by quarter",
  "forecast.chart.quarter": "Quarter",
  "forecast.chart.expected": "Expected",
  "forecast.chart.came": "Came",
  "forecast.chart.verdict": "In the 90 % range",
  "forecast.chart.quarters": "How far ahead",
  "forecast.chart.years": "{years} {years|year|years}",
  "forecast.chart.noPast":
    "Past forecasts are kept for card types only, so none is shown with a filter by merchant, age segment or state.",
  "forecast.summary.past":
    "Of {count} past {count|quarter|quarters}, {hits} came inside the 90 % range that the present model gives with what was known a year before.",
  "forecast.summary.stored":
    "Versions made by then had said it of {count} {count|quarter|quarters}; {hits} came inside their range.",
  "forecast.summary.noStored": "No version was made by then that could be held against them.",
  "forecast.summary.noPast": "No past quarter can be held against a forecast yet.",
  "forecast.summary.ahead":
    "The {count} {count|quarter|quarters} ahead in which cards end are expected to bring {amount}{range}, most of it in {quarter}: {most}.",
  "forecast.summary.range": " (80 %: {range})",
  "forecast.summary.nothing": "Nothing is expected to be left after the data date.",

  "fan.level": "{level} % range",
  "fan.expected": "Expected",
  "fan.before": "Present model, with what was known a year before, and its {level} % range",
  "fan.within": "Came, inside the range",
  "fan.outside": "Came, outside the range",
  "fan.unjudged": "Came, no range was known",
  "fan.isWithin": "inside",
  "fan.isOutside": "outside",
  "fan.isUnjudged": "no range",
  "fan.now": "forecast from here",
  "fan.readAhead": "{label}: expected {value}{ranges}",
  "fan.readPast": "{label}: present model {value}{ranges}, came {outcome}, {verdict}",
  "fan.readRange": ", {level} % range {range}",

  "forecast.table": "Projected breakage by {name}",
  "forecast.tableNote": "{currency}, cards that end {dates}",
  "forecast.column.range": "{level} % range",
  "forecast.column.low": "{level} % range from",
  "forecast.column.high": "{level} % range to",
  "forecast.column.method": "Method",
  "forecast.column.status": "History",
  "forecast.column.status.means":
    "Three months of sale seen beyond their own month are enough. With fewer, a card type’s category lends it its figures where the method allows; the method says so.",
  "forecast.column.cohorts": "Cohorts",
  "forecast.column.cohorts.means":
    "Groups of the row’s card types by month of sale and end, reloads apart: what there was to learn from.",
  "forecast.column.error": "Past error",
  "forecast.column.error.means":
    "What the method missed at past month ends of cards as old as these, as a share of what was left on them. A row of several ages or card types has their mean, by what is expected of each; none where no past forecast tells it of all.",
  "forecast.unknownRange": "not known",
  "forecast.openCards": "{count} cards of {name}: open them",
  "forecast.openTriangle": "{count} cohorts of {name}: open their triangle",
  "forecast.grid": "{name} by quarter",
  "forecast.grid.cut":
    "Shows {lines} of {allLines} lines and {columns} of {allColumns} quarters; the export has all of them.",
  "forecast.quarterTable": "Breakage by quarter, with ranges",
  "forecast.past": "Past quarters: forecast beside what came",
  "forecast.pastNote": "{currency}, newest quarter first",
  "forecast.past.how":
    "The present model was given only what was known a year before the quarter ended. The stored version is the newest that had been made by then, as it stands: of the cards that were sold by its own data date, so that what came of them may be less.",
  "forecast.past.notKept":
    "Of merchants, age segments and states no past forecasts are kept: the quarters are those of all cards together.",
  "forecast.past.model": "Present model",
  "forecast.past.range": "90 % range",
  "forecast.past.came": "Came",
  "forecast.past.holds": "Inside",
  "forecast.past.holds.within": "yes",
  "forecast.past.holds.outside": "no",
  "forecast.past.holds.unjudged": "no range",
  "forecast.past.stored": "Stored version",
  "forecast.past.storedAbout": "{expected}, version {id} of data to {date}",
  "forecast.past.storedCame": "Came of its cards",
  "forecast.past.storedHolds": "Inside its range",
  "forecast.past.none": "none made by then",
  "forecast.past.export.madeOn": "Present model knows up to",
  "forecast.past.export.version": "Stored version",
  "forecast.past.export.versionMade": "Stored version made on",
  "forecast.past.export.versionData": "Stored version, data to",
  "forecast.past.export.versionExpected": "Stored version, projected breakage",
  "forecast.past.export.versionLow": "Stored version, 90 % range from",
  "forecast.past.export.versionHigh": "Stored version, 90 % range to",
  "forecast.quarterCards": "{count} cards that end in {quarter}: open them",
  "forecast.export.quarter": "First day of the quarter",
  "forecast.export.version": "Version",
  "forecast.export.dataDate": "Data to",
  "forecast.export.made": "Made",
  "forecast.export.method": "Method",

  "forecast.overview": "Projected breakage",
  "forecast.overview.period": "All cards, data to {date}",
  "forecast.overview.none": "What will never be redeemed has not been forecast yet.",
  "forecast.overview.thin": "The last forecast, of data to {date}, found {status} and gives no figure.",
  "forecast.overview.open": "Open the Forecast",
  "forecast.meaning.period": "All cards, data to {date}",
} as const;

export const t = words(screenMessages, forecastMessages);
