/** What the reads of the API answer, as zod: the document is made from these, and tests hold the answers against them. */
import { z } from "zod";
import { unscoredReasons } from "@/lib/breakage/card-score/card-score";
import { reasons } from "@/lib/breakage/card-score/explain";
import { comparisons, dimensions } from "@/lib/breakage/constants";
import { businessModels, issuerTypes, media, transactionKinds, UNKNOWN } from "@/lib/cards/constants";
import { firstEnds } from "@/lib/cards/customer";
import { eventGroups, eventStandings } from "@/lib/cards/event";
import { cardStates } from "@/lib/cards/state";
import { outcomes } from "@/lib/escheat/determination";
import { soughtIn } from "@/lib/overview/overview";

export const amount = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({
    id: "Amount",
    description: "A decimal amount with exactly the currency's decimals; never a float",
    example: "125.50",
  });
const day = z.string().meta({ id: "Day", format: "date", example: "2026-10-31" });
const instant = z.string().meta({ id: "Instant", format: "date-time" });
const knownOn = day.meta({ description: "When it was recorded: figures as known before leave it out" });
const currency = z.string().length(3).meta({ id: "Currency", example: "USD" });
const count = z.number().int();
const cursor = z
  .string()
  .nullable()
  .meta({ description: "Hand it back as `cursor` for the next page; null on the last" });

export const member = z
  .strictObject({ id: z.string(), name: z.string() })
  .meta({ id: "Member", description: "`id` is the source's own code; 'unknown' where it gave none" });
const period = z.strictObject({ from: day, to: day }).meta({ id: "Period", description: "Both ends included" });

const figures = {
  sold: amount,
  redeemed: amount,
  other: amount,
  unredeemed: amount,
  lapsed: amount,
  escheated: amount,
  owed: amount,
  rate: z.number().nullable().meta({ description: "unredeemed ÷ sold; null when nothing was sold" }),
  cards: count,
  redemptions: count,
};
const figuresObject = z.strictObject(figures).meta({ id: "Figures" });
const basis = { asOf: day, knownAt: z.string().nullable(), currency, period };
const members = Object.fromEntries(dimensions.map((name) => [name, member.optional()])) as Record<
  (typeof dimensions)[number],
  z.ZodOptional<typeof member>
>;

export const breakageResponse = z.strictObject({
  ...basis,
  rows: z.array(z.strictObject({ ...members, ...figures, before: figuresObject.nullable().optional() })),
  total: figuresObject,
  comparison: z.strictObject({ asOf: day, period, mode: z.enum(comparisons), total: figuresObject }).optional(),
});

const rollForward = z
  .strictObject({
    period,
    opening: amount,
    closing: amount,
    sold: amount,
    redeemed: amount,
    lapsed: amount,
    escheated: amount,
    other: amount,
    cardsSold: count,
    redemptions: count,
  })
  .meta({ id: "RollForward", description: "opening + sold − redeemed − lapsed − escheated + other = closing" });
const change = { sales: amount, redemptions: amount, lapses: amount, other: amount, change: amount };

export const overviewResponse = z.strictObject({
  asOf: day,
  knownAt: z.string().nullable(),
  currency,
  currencies: z.array(currency),
  liability: amount,
  liabilityBefore: z.strictObject({ asOf: day, owed: amount }).nullable(),
  current: rollForward,
  before: rollForward.nullable(),
  trend: z.array(
    rollForward.extend({
      before: rollForward
        .nullable()
        .meta({ description: "What the month is held against; null where nothing is, or before the data begin" }),
    }),
  ),
  change: z.strictObject({
    by: z.enum(["card-type", "brand"]),
    period,
    opening: amount,
    closing: amount,
    rows: z.array(z.strictObject({ member, ...change })),
    total: z.strictObject(change),
    sentences: z.array(z.string()),
  }),
  aging: z.array(
    z.strictObject({
      view: z.enum(["load", "last-use", "loss"]),
      buckets: z.array(
        z.strictObject({ id: z.string(), from: day.nullable(), to: day.nullable(), cards: count, owed: amount }),
      ),
      total: amount,
      cards: count,
    }),
  ),
  notes: z.array(
    z.strictObject({
      kind: z.string(),
      cause: z.string().meta({ description: "What it is about: the same cause is the same note on another day" }),
      snoozedUntil: day.nullable().meta({ description: "Set aside by the person who asks; a key sees all" }),
      sentence: z.string(),
      cards: count.nullable(),
      redemptions: count.nullable().meta({ description: "Where a note counts uses, `cards` is null" }),
      amount,
      list: z.enum(["cards", "events"]).meta({ description: "The list of this API that `filter` is of" }),
      filter: z.record(z.string(), z.string()),
    }),
  ),
  notesSoughtIn: z.enum(soughtIn).meta({
    description:
      "cohorts: single cards are looked at on the last day with data only; nothing: with what was known earlier none is looked for",
  }),
  freshness: z.strictObject({
    firstOn: day.nullable(),
    dataUntil: day.nullable(),
    asOf: day,
    today: day,
    lastBatch: z.strictObject({ id: count, label: z.string(), source: z.string(), recordedAt: instant }).nullable(),
    computedAt: instant,
    currencies: z.array(currency),
  }),
});

const card = z
  .strictObject({
    id: z.string(),
    cardType: member,
    merchant: member,
    customer: z
      .strictObject({ id: z.string(), name: z.string().nullable() })
      .nullable()
      .meta({ description: "Null: an anonymous holder. The name is null without the scope `customer.read`" }),
    jurisdiction: z.string(),
    currency,
    soldOn: day,
    cardExpiresOn: day.nullable(),
    fundsExpiresOn: day.nullable(),
    escheatOn: day.nullable().meta({
      description: "When the card is presumed abandoned: the law's day; the source's own where the law leaves it open",
    }),
    escheatOutcome: z.enum(outcomes).nullable().meta({
      description:
        "What the law says of it; null where it was not asked: an own rule cannot be read, or the card was not sold by then",
    }),
    escheatGivenOn: day.nullable().meta({ description: "As the source gave it" }),
    lastUseOn: day.nullable(),
    state: z.enum(cardStates),
    ...figures,
  })
  .meta({ id: "Card" });

const moved = {
  lapsedInPeriod: amount.optional().meta({ description: "Only in a list of what lapsed in its period (`of=lapsed`)" }),
  changedInPeriod: amount.optional().meta({
    description: "Only with `of=changed`: what is owed at the end of the period, less what was owed the day before it",
  }),
};

export const cardPageResponse = z.strictObject({
  ...basis,
  items: z.array(card.extend(moved)),
  nextCursor: cursor,
  listed: count.meta({
    description:
      "Cards on all pages. One whose sale was taken back may still hold value: it is listed and is not among `total.cards`",
  }),
  total: figuresObject.meta({ description: "Over all cards of the cell, not only this page" }),
  ...moved,
});

const probability = z.number().min(0).max(1);
const cardScore = z
  .discriminatedUnion("status", [
    z.strictObject({
      status: z.literal("scored"),
      scoredOn: day.meta({ description: "The month's end that it is as of: the forecast's data date" }),
      forecastVersion: count,
      balance: amount,
      endsOn: day.nullable().meta({ description: "The last day on which the card can be used; null: it never ends" }),
      endedBy: z.enum(["expiry", "age"]).nullable().meta({ description: "Null while it can still be used" }),
      probabilityUntouched: probability.meta({ description: "Nothing more is redeemed before its end" }),
      probabilityNever: probability.meta({ description: "Not everything on it is redeemed" }),
      expectedUnredeemed: amount.meta({ description: "Of the balance: what is expected to lie on it at its end" }),
      weeks: z
        .array(z.strictObject({ from: day, to: day, chance: probability }))
        .meta({ description: "Chance of a redemption in each coming week, if there was none before" }),
      reasons: z.array(z.strictObject({ reason: z.enum(reasons), effect: z.number(), sentence: z.string() })).meta({
        description: "Effects on the logarithm of the coming month's hazard beside the average card's, largest first",
      }),
    }),
    z.strictObject({ status: z.literal("unscored"), reason: z.enum(unscoredReasons), dataDate: day.nullable() }),
  ])
  .meta({ id: "CardScore" });

const datedRule = z.strictObject({ date: day.nullable(), rule: z.string() });
export const cardResponse = z.strictObject({
  asOf: day,
  knownAt: z.string().nullable(),
  card,
  faceValue: amount.nullable(),
  balance: amount,
  brand: member,
  businessModel: z.string(),
  medium: z.string(),
  category: z.string(),
  cardExpiry: datedRule,
  fundsExpiry: datedRule,
  escheat: datedRule,
  score: cardScore
    .nullable()
    .meta({ description: "What is expected of it; null without the permission forecast.read" }),
  events: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(transactionKinds),
      countsAs: z.enum(transactionKinds),
      occurredAt: instant,
      occurredOn: day,
      bookedOn: day,
      recordedAt: instant,
      knownOn,
      merchant: member.nullable(),
      amount,
      balanceAfter: amount,
      purchaseTotal: amount.nullable(),
      corrects: z.string().nullable(),
      correctedBy: z.string().nullable(),
      batchId: count,
    }),
  ),
  nextCursor: cursor,
  eventCount: count.meta({ description: "Events in all, not only on this page; `balance` is after all of them" }),
});

export const eventPageResponse = z.strictObject({
  ...basis,
  group: z.enum(eventGroups),
  standing: z.enum(eventStandings).nullable(),
  items: z.array(
    z.strictObject({
      id: z.string(),
      card: z.string(),
      cardType: member,
      merchant: member,
      kind: z.enum(transactionKinds),
      countsAs: z.enum(transactionKinds),
      occurredOn: day,
      bookedOn: day,
      recordedAt: instant,
      knownOn,
      batchId: count.meta({ description: "The import that brought it" }),
      amount: amount.meta({ description: "Signed effect on the card's balance" }),
      purchaseTotal: amount.nullable(),
    }),
  ),
  nextCursor: cursor,
  total: amount.meta({ description: "Of all events of the period, not only of this page" }),
  cards: count.meta({ description: "Sales among them, less voided ones" }),
  redemptions: count.meta({ description: "Redemptions among them, less voided ones" }),
  purchases: amount.nullable().meta({
    description: "What was bought in all with those redemptions; null unless asked for with `purchases=total`",
  }),
});

const customerRow = {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  jurisdiction: z.string(),
  cards: count,
};
const dates = { asOf: day, knownAt: z.string().nullable() };
export const customerPageResponse = z.strictObject({
  ...dates,
  items: z.array(z.strictObject(customerRow)),
  nextCursor: cursor,
});
export const customerResponse = z.strictObject({
  ...customerRow,
  ...dates,
  zip: z.string().nullable(),
  addressLine: z.string().nullable(),
  bornOn: day.nullable(),
  registeredOn: day.nullable(),
  language: z.string().nullable(),
  consent: z
    .strictObject({
      email: z.boolean().nullable(),
      sms: z.boolean().nullable(),
      evidence: z.strictObject({
        importId: count,
        label: z.string(),
        recordedOn: day,
        isWithdrawn: z.boolean().meta({ description: "The import has been taken back; a no that it brought stays" }),
      }),
    })
    .meta({
      description: "As the import said; null is no yes. When, how and to which words somebody agreed is not imported",
    }),
  holdings: z.array(card).meta({ description: "A page of the cards, newest first; `cards` says how many there are" }),
  nextCursor: cursor,
  totals: z.array(
    z
      .strictObject({ currency, cards: count, sold: amount, unredeemed: amount, lapsed: amount, owed: amount })
      .meta({ description: "Of all cards in one currency, not only of this page" }),
  ),
});

const rankedType = z.strictObject({
  rank: count,
  "card-type": member,
  brand: member,
  "business-model": member,
  sales: count,
  volume: amount,
});
const ranked = count.meta({ description: "How many are ranked; `rows` are the first of them" });
const sales = z.strictObject({ sales: count, volume: amount });
const topTypes = { ...basis, rows: z.array(rankedType), count: ranked, total: sales };
const merchantFigures = { sales: count, gross: amount, redemptions: count, redeemed: amount, spent: amount };
const loss = { cards: count, atStake: amount, lapses: amount, staysOwed: amount };

export const insightResponses = {
  "top-types-by-count": z.strictObject(topTypes),
  "top-types-by-volume": z.strictObject(topTypes),
  "top-merchants": z.strictObject({
    ...basis,
    rows: z.array(z.strictObject({ rank: count, merchant: member, ...merchantFigures })),
    count: ranked,
    total: z.strictObject(merchantFigures),
  }),
  "percentile-90": z.strictObject({ ...topTypes, percentile: count, threshold: amount.nullable() }),
  "top-by-business-model": z.strictObject({
    ...basis,
    rows: z.array(rankedType),
    count: ranked,
    total: sales,
  }),
  "historical-breakage": z.strictObject({
    ...basis,
    rows: z.array(z.strictObject({ "card-type": member, "expiry-year": member, ...figures })),
    total: figuresObject,
  }),
  "about-to-lapse": z.strictObject({
    ...basis,
    days: count,
    rows: z.array(
      z.strictObject({
        customer: member.nullable(),
        ...loss,
        firstEndOn: day,
        firstEnd: z.enum(firstEnds).meta({ description: "What ends on that day: the card, its funds, or both" }),
      }),
    ),
    nextCursor: cursor,
    listed: count.meta({ description: "How many rows there are on all pages, that of anonymous holders among them" }),
    total: z.strictObject({ customers: count, ...loss }),
  }),
};

const page = <T extends z.ZodType>(items: T) => z.strictObject({ items: z.array(items), nextCursor: cursor });
const flag = z.boolean().nullable().meta({ description: "Null: the source did not say" });
export const brandPageResponse = page(member);
export const merchantPageResponse = page(
  z.strictObject({ id: z.string(), name: z.string(), mcc: z.string().nullable(), bcc: z.string().nullable() }),
);
export const cardTypePageResponse = page(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    brand: member.nullable(),
    businessModel: z.enum([...businessModels, UNKNOWN]),
    category: z.string(),
    medium: z.enum([...media, UNKNOWN]),
    currency,
    validityDays: count.nullable(),
    fundsValidityDays: count.nullable(),
    reloadable: flag,
    hasExpiry: flag,
    fundsExpire: flag,
    hasFees: flag,
    cashRedeemable: flag,
    promotional: flag,
    issuerType: z.enum(issuerTypes).nullable(),
  }),
);

export const problemResponse = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: count,
    detail: z.string().optional(),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
    id: z.string().optional().meta({ description: "Names the entry in the log, for a fault of ours" }),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details; `errors` names each wrong field" });
