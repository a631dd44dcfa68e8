import { words } from "./message";
import { screenMessages } from "./screens";

/** Breakage and insights: dimensions, figures and what they mean. */
export const breakageMessages = {
  "noAgeGroups.title": "Age groups",
  "noAgeGroups.what": "No age groups are defined yet",
  "noAgeGroups.next":
    "So every known age stands in one row, ‘outside all segments’. Take the usual groups now and move their limits later, or define your own.",
  "noAgeGroups.ask":
    "So every known age stands in one row, ‘outside all segments’. An admin defines the groups in Settings.",
  "noAgeGroups.start": "Use {names}",
  "noAgeGroups.own": "Define your own",
  "noAgeGroups.see": "Settings, age groups",
  "figures.sold": "Sold",
  "figures.redeemed": "Redeemed",
  "figures.other": "Other",
  "figures.unredeemed": "Unredeemed",
  "figures.lapsed": "Lapsed",
  "figures.escheated": "Escheated",
  "figures.owed": "Still owed",
  "figures.rate": "Rate",
  "figures.share": "Share",
  "figures.before": "Rate before",
  "figures.balance": "Balance",
  "figures.sold.means":
    "Everything loaded on these cards up to the as-of date: sales and reloads, less those taken back.",
  "figures.redeemed.means": "Card value used at any merchant up to the as-of date, wherever the card was sold.",
  "figures.other.means":
    "What moved value besides sale and redemption: transfers and adjustments, less refunds in money and fees.",
  "figures.unredeemed.means":
    "Sold less redeemed, with refunds, fees, transfers and adjustments taken into account. A card that was never used counts in full. It is lapsed, handed to a state, or still owed.",
  "figures.lapsed.means":
    "The part of unredeemed whose funds expired before the as-of date, or whose expiry was booked. Nobody can use it any more.",
  "figures.escheated.means": "The part of unredeemed that was handed to a state as unclaimed property.",
  "figures.rate.means": "Unredeemed as a share of sold.",
  "figures.owed.means":
    "The part of unredeemed that holders can still claim: the card has expired, but its funds have not, never do, or nobody said when.",
  "breakage.title": "Breakage",
  "breakage.lead": "Value never used on cards that expire in the period, with all their events up to the as‑of date.",
  "breakage.cards": "on {count} {n|card|cards}",
  "breakage.unredeemedSum": "= sold − redeemed + other",
  "breakage.owedSum": "= unredeemed − lapsed − escheated",
  "breakage.by": "Break down by",
  "breakage.by.word": "By",
  "breakage.across": "Cross with",
  "breakage.across.word": "across",
  "breakage.across.none": "nothing",
  "breakage.table": "Breakage by {name}",
  "breakage.tableNote": "{currency}, cards expiring {dates}",
  "breakage.chart": "Unredeemed value",
  "breakage.chartTop": "Unredeemed value, the {count} largest",
  "breakage.none": "No cards expired in these dates",
  "breakage.noneHint": "Choose a longer period, another as-of date, or take off a filter.",
  "breakage.fromCards":
    "These two are not kept together in advance, so the cards of the period were added up one by one.",
  "cross.title": "{down} by {across}",
  "cross.measure": "Measure",
  "cross.cut":
    "Shows {lines} of {allLines} lines and {columns} of {allColumns} columns; the table below has all of them.",
  "meanings.title": "Three meanings of breakage, kept apart",
  "meanings.lapsed": "Lapsed by rule",
  "meanings.lapsed.means": "Funds expired before the as-of date, or their expiry was booked. Counted, not estimated.",
  "meanings.expected": "Expected never to be used",
  "meanings.expected.means":
    "An estimate of what of all value sold is never redeemed, with its range and its back-test. It is of all cards, not of those that expire in these dates.",
  "meanings.recognised": "Recognised as revenue",
  "meanings.recognised.means":
    "What has been booked as revenue, by the method of each programme and without what is for states.",
  "meanings.notYet": "Not computed yet",
  "insights.title": "Insights",
  "insights.lead": "What sells, where, and what history says, each over its own window of days.",
  "insights.topCount": "Top card types by number of sales",
  "insights.topVolume": "Top card types by gross sales",
  "insights.merchants": "Highest-grossing merchants",
  "insights.percentile": "Card types in the 90th percentile of gross sales",
  "insights.percentileNote": "at or above {threshold}",
  "insights.models": "Top sellers by business model",
  "insights.history": "Breakage rate by card type and year of expiry",
  "insights.history.means":
    "Unredeemed divided by sold, over cards that expired in the year, with their events up to the as-of date. Computed from your facts, never loaded.",
  "insights.merchantBreakage": "Gross breakage by merchant",
  "insights.splits": "Merchant breakage by",
  "insights.splitBy": "by {name}",
  "insights.shows": "Shows {shown} of {all}",
  "insights.ofAll": "Shows {shown} of {all}; the total is of all",
  "insights.rank": "Rank",
  "insights.sales": "Sales",
  "insights.volume": "Gross sales",
  "insights.gross": "Gross sales",
  "insights.redemptions": "Redemptions",
  "insights.redeemed": "Redeemed there",
  "insights.spent": "Purchases in all",
  "insights.days": "{days} days: {dates}",
  "insights.none": "Nothing was sold in this window",
  "insights.noneHint": "Choose a longer window or an earlier as-of date.",
  "model.open": "Open loop",
  "model.semi-closed": "Semi-closed loop",
  "model.closed": "Closed loop",
  "model.unknown": "Unknown model",
} as const;

export const t = words(screenMessages, breakageMessages);
