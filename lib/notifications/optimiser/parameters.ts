import type { Channel } from "../constants";

/** What the optimiser believes, by the names under which an issuer's own figures are kept (`notification_parameter`). */
export const parameterNames = [
  "forgotten-share",
  "forgotten-hazard",
  "acceleration",
  "effect-days",
  "reach-loss",
  "share-used",
  "share-spending-more",
  "spend-above",
  "margin",
  "message-cost",
  "fatigue-cost",
] as const;
export type ParameterName = (typeof parameterNames)[number];

/** Amounts: each is one of a currency, and says nothing of another. All else is a share, a rate or days. */
export const amountParameters = ["message-cost", "fatigue-cost"] as const satisfies readonly ParameterName[];
export type AmountName = (typeof amountParameters)[number];
export const isAmount = (name: string): name is AmountName => amountParameters.some((one) => one === name);

/** A figure is believed to lie between `low` and `high` with 80 %. */
export type Belief = { readonly value: number; readonly low: number; readonly high: number };

/** One value for each name: what the arithmetic takes. */
export type ReminderParameters = {
  /** Share of the cards that would not be used again by their end which are forgotten; the others would come later. */
  readonly forgottenShare: number;
  /** α: hazard a day that a reminder gives a forgotten card on its first day. */
  readonly forgottenHazard: number;
  /** δ: logarithm of the factor by which it raises the hazard of the others on its first day. */
  readonly acceleration: number;
  /** φ: days in which the effect falls to 1/e. */
  readonly effectDays: number;
  /** μ: share of addresses and cards a day that can no longer be reached. */
  readonly reachLoss: number;
  /** ρ: share of the balance that a redemption takes by the card's end. */
  readonly shareUsed: number;
  /** Of redeemers, those who pay more than the card holds. */
  readonly shareSpendingMore: number;
  /** How much more these pay, as a share of what the card holds. */
  readonly spendAbove: number;
  /** m: of what is redeemed, and of what is paid above it. */
  readonly margin: number;
  /** c, minor units; 0 where it is not known in the currency that is planned in, and so is f. */
  readonly messageCost: number;
  /** f, minor units: the chance that somebody wants no more messages, times what writing to him is worth. */
  readonly fatigueCost: number;
};

export const fieldOf = {
  "forgotten-share": "forgottenShare",
  "forgotten-hazard": "forgottenHazard",
  acceleration: "acceleration",
  "effect-days": "effectDays",
  "reach-loss": "reachLoss",
  "share-used": "shareUsed",
  "share-spending-more": "shareSpendingMore",
  "spend-above": "spendAbove",
  margin: "margin",
  "message-cost": "messageCost",
  "fatigue-cost": "fatigueCost",
} as const satisfies Record<ParameterName, keyof ReminderParameters>;

/** What each may be. A margin above 1 or a hazard below 0 is a slip of the pen. */
export const parameterLimits: Readonly<Record<ParameterName, { readonly least: number; readonly most: number }>> = {
  "forgotten-share": { least: 0, most: 1 },
  "forgotten-hazard": { least: 0, most: 1 },
  acceleration: { least: -2, most: 2 },
  "effect-days": { least: 0.5, most: 30 },
  "reach-loss": { least: 0, most: 0.1 },
  "share-used": { least: 0, most: 1 },
  "share-spending-more": { least: 0, most: 1 },
  "spend-above": { least: 0, most: 5 },
  margin: { least: 0, most: 1 },
  "message-cost": { least: 0, most: 100_000 },
  "fatigue-cost": { least: 0, most: 100_000 },
};

export type Prior = Belief & {
  readonly source: string;
  /** When the source was read or the assumption made. */
  readonly date: string;
  /** A figure that its own source does not bear out: to be shown as such. */
  readonly doubtful?: true;
};

const ASSUMED = "Our assumption until a hold-out has measured it.";
const OWN_FIGURE = "Our assumption: put your own figure here.";
const SURVEY =
  "Quoted by card vendors from surveys whose questions, year and sample nobody states; what people say they do, not what was measured.";

/** Where an issuer has said and measured nothing. */
export const priors: Readonly<Record<ParameterName, Prior>> = {
  "forgotten-share": { value: 0.8, low: 0.5, high: 1, source: ASSUMED, date: "2026-11-25" },
  "forgotten-hazard": { value: 0.005, low: 0.001, high: 0.02, source: ASSUMED, date: "2026-11-25" },
  acceleration: {
    value: Math.log(1.13),
    low: 0,
    high: Math.log(1.3),
    source:
      "Weekly e-mail reminders raised visits to a gym by 13 % (Habla and Muller, Experimental Economics, 2021): another habit, and other people.",
    date: "2026-11-25",
  },
  "effect-days": {
    value: 3,
    low: 1,
    high: 8,
    source:
      "Answers to reminders came within hours and with each reminder anew (Calzolari and Nardotto, Management Science, 2017); three days are our reading of it.",
    date: "2026-11-25",
  },
  "reach-loss": { value: 0.003, low: 0.001, high: 0.006, source: ASSUMED, date: "2026-11-25" },
  "share-used": { value: 0.9, low: 0.8, high: 1, source: ASSUMED, date: "2026-11-25" },
  "share-spending-more": { value: 0.65, low: 0.3, high: 0.75, source: SURVEY, date: "2026-11-25", doubtful: true },
  "spend-above": { value: 0.38, low: 0.1, high: 0.45, source: SURVEY, date: "2026-11-25", doubtful: true },
  margin: { value: 0.35, low: 0.2, high: 0.5, source: OWN_FIGURE, date: "2026-11-25" },
  "message-cost": { value: 1, low: 0.5, high: 2, source: OWN_FIGURE, date: "2026-11-25" },
  "fatigue-cost": { value: 3, low: 1, high: 10, source: ASSUMED, date: "2026-11-25" },
};

/** Of a channel where it differs from e-mail, minor units a message. */
export const channelPriors: Readonly<Record<Channel, Readonly<Partial<Record<ParameterName, Prior>>>>> = {
  email: {},
  sms: {
    "message-cost": { value: 4, low: 2, high: 8, source: OWN_FIGURE, date: "2026-11-25" },
    "fatigue-cost": { value: 8, low: 3, high: 20, source: ASSUMED, date: "2026-11-25" },
  },
  push: {
    "message-cost": { value: 0, low: 0, high: 1, source: OWN_FIGURE, date: "2026-11-25" },
    "fatigue-cost": { value: 5, low: 2, high: 15, source: ASSUMED, date: "2026-11-25" },
  },
};
