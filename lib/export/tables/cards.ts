import { type Address, firstOf, readAddress } from "@/lib/address";
import type { CardEvent, ListedCard } from "@/lib/cards/card";
import type { EventRow } from "@/lib/cards/event";
import { daysKnownLate } from "@/lib/cards/known";
import { cardNarrowings, eventNarrowings, type Narrowing } from "@/lib/cards/narrowings";
import { getCard } from "@/lib/cards/queries/card";
import { eventPortion } from "@/lib/cards/queries/event-walk";
import { countEvents, listEvents } from "@/lib/cards/queries/events";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams, cardParams, eventListParams } from "@/lib/cards/schema";
import { NotFound } from "@/lib/errors";
import { withThirdDates } from "@/lib/escheat/queries/third-date";
import type { DatedCard } from "@/lib/escheat/third-date";
import { breakageMessages } from "@/lib/messages/breakage";
import { cardsMessages } from "@/lib/messages/cards";
import { escheatRuleMessages } from "@/lib/messages/escheat-rules";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { datesOf, factsOf, figureDefinitions } from "../facts";
import { dearPortionRows, type ExportSource, portionRows, prepare, walk } from "../prepared";
import type { ExportColumn, Fact } from "../table";

const t = words(screenMessages, breakageMessages, cardsMessages, escheatRuleMessages);

const amounts = ["sold", "redeemed", "other", "unredeemed", "lapsed", "escheated", "owed"] as const;

const outcomeOf = ({ escheatOutcome: outcome }: DatedCard) =>
  outcome === null ? t("card.escheat.unknown") : t(`escheat.outcome.${outcome}`);

export const cardColumns: readonly ExportColumn<DatedCard>[] = [
  { title: t("card.number"), kind: "text", value: (card) => card.id },
  { title: t("dimension.card-type"), kind: "text", value: (card) => card.cardType.name },
  { title: t("card.state"), kind: "text", value: (card) => t(`cardState.${card.state}`) },
  { title: t("card.holder"), kind: "text", value: (card) => card.customer?.name ?? "" },
  { title: t("dimension.state"), kind: "text", value: (card) => card.jurisdiction },
  { title: t("card.soldAt"), kind: "text", value: (card) => card.merchant.name },
  { title: t("card.soldOn"), kind: "date", value: (card) => card.soldOn },
  { title: t("card.expiry"), kind: "date", value: (card) => card.cardExpiresOn },
  { title: t("card.funds"), kind: "date", value: (card) => card.fundsExpiresOn },
  { title: t("card.escheat"), kind: "date", value: (card) => card.escheatOn },
  { title: t("card.escheatOutcome"), kind: "text", value: outcomeOf },
  { title: t("card.escheatGiven"), kind: "date", value: (card) => card.escheatGivenOn },
  { title: t("currency.label"), kind: "text", value: (card) => card.currency },
  ...amounts.map((key) => ({
    title: t(`figures.${key}`),
    kind: "money" as const,
    currency: (card: DatedCard) => card.currency,
    value: (card: DatedCard) => card[key],
  })),
];

const movedInPeriod = (["lapsedInPeriod", "changedInPeriod"] as const).map((key) => ({
  key,
  column: {
    title: t(`cards.${key}`),
    kind: "money",
    currency: (card) => card.currency,
    value: (card) => card[key] ?? null,
  } satisfies ExportColumn<DatedCard<ListedCard>>,
}));

/** What tells a backdated booking: it was known long after the day on which it counts. */
const knownColumns: readonly ExportColumn<Pick<CardEvent, "occurredOn" | "knownOn" | "batchId">>[] = [
  { title: t("event.knownSince"), kind: "date", value: (event) => event.knownOn },
  { title: t("event.daysLate"), kind: "count", value: daysKnownLate },
  { title: t("event.batch"), kind: "text", value: (event) => String(event.batchId) },
];
const knownFacts: readonly Fact[] = [[t("event.knownSince"), t("event.knownSince.means")]];

const narrowedTo = ({ text }: Pick<Narrowing, "text">): Fact => [t("export.filter"), text];

/** The source's id at the end of the page's own path. @throws NotFound when the page has none. */
export function idInPath(address: Address, parent: string): string {
  const [, id] = (firstOf(address.path) ?? "").split(`${parent}/`);
  if (!id) throw new NotFound();
  try {
    return decodeURIComponent(id);
  } catch {
    throw new NotFound();
  }
}

export const cardTables = {
  cards: {
    permission: "card.read",
    prepare: async (scope, address) => {
      const params = { ...readAddress(cardListParams, address), cursor: undefined, limit: dearPortionRows };
      const first = await listCards(scope, params);
      // Later portions must be of the same day as the first, even when data arrive in between.
      const fixed = { ...params, asOf: first.asOf, from: first.period.from, to: first.period.to };
      const pageOf = async (page: typeof first) => ({
        rows: await withThirdDates(scope, page.items, page),
        nextCursor: page.nextCursor,
      });
      return prepare<DatedCard<ListedCard>>({
        name: "cards",
        title: t("cards.title"),
        columns: [
          ...cardColumns,
          ...movedInPeriod.filter(({ key }) => first[key] !== undefined).map(({ column }) => column),
        ],
        facts: [
          ...factsOf(scope.issuer.name, first, params),
          [t("export.holds"), t(`cards.of.${params.of}`, { currency: first.currency, dates: datesOf(first.period) })],
          ...cardNarrowings(params).map(narrowedTo),
        ],
        definitions: figureDefinitions(),
        count: first.listed,
        portions: walk(await pageOf(first), async (cursor) => pageOf(await listCards(scope, { ...fixed, cursor }))),
      });
    },
  },
  events: {
    permission: "card.read",
    prepare: async (scope, address) => {
      const params = { ...readAddress(eventListParams, address), cursor: undefined, limit: 1 };
      const [first, count] = await Promise.all([listEvents(scope, params), countEvents(scope, params)]);
      const { currency } = first;
      const dates = { asOf: first.asOf, from: first.period.from, to: first.period.to };
      const next = (cursor?: string) => eventPortion(scope, { ...params, ...dates, cursor, limit: portionRows });
      return prepare<EventRow>({
        name: "events",
        title: t("events.title"),
        columns: [
          { title: t("event.id"), kind: "text", value: (event) => event.id },
          { title: t("event.date"), kind: "date", value: (event) => event.occurredOn },
          { title: t("event.bookedOn"), kind: "date", value: (event) => event.bookedOn },
          ...knownColumns,
          { title: t("card.number"), kind: "text", value: (event) => event.card },
          { title: t("dimension.card-type"), kind: "text", value: (event) => event.cardType.name },
          { title: t("event.kind"), kind: "text", value: (event) => t(`kind.${event.kind}`) },
          { title: t("dimension.merchant"), kind: "text", value: (event) => event.merchant.name },
          { title: t("event.purchase"), kind: "money", currency, value: (event) => event.purchaseTotal },
          { title: t("event.amount", { currency }), kind: "money", currency, value: (event) => event.amount },
        ],
        facts: [
          ...factsOf(scope.issuer.name, first, params),
          [t("events.group"), t(`events.group.${params.group}`)],
          ...(params.standing ? [narrowedTo({ text: t(`events.standing.${params.standing}`) })] : []),
          ...eventNarrowings(params).map(narrowedTo),
        ],
        definitions: knownFacts,
        count,
        portions: walk(await next(), next),
      });
    },
  },
  "card-events": {
    permission: "card.read",
    prepare: async (scope, address) => {
      const id = idInPath(address, "/issuer/cards");
      const params = { ...readAddress(cardParams, address), cursor: undefined, limit: portionRows };
      const life = await getCard(scope, id, params);
      const { currency } = life.card;
      const fixed = { ...params, asOf: life.asOf };
      const pageOf = (page: typeof life) => ({ rows: page.events, nextCursor: page.nextCursor });
      return prepare<CardEvent>({
        name: `card-${life.card.id.replace(/[^\w-]/g, "_")}`,
        title: `${t("card.number")} ${life.card.id}`,
        columns: [
          { title: t("event.id"), kind: "text", value: (event) => event.id },
          { title: t("event.date"), kind: "date", value: (event) => event.occurredOn },
          { title: t("event.bookedOn"), kind: "date", value: (event) => event.bookedOn },
          ...knownColumns,
          { title: t("event.kind"), kind: "text", value: (event) => t(`kind.${event.kind}`) },
          { title: t("dimension.merchant"), kind: "text", value: (event) => event.merchant?.name ?? "" },
          { title: t("event.purchase"), kind: "money", currency, value: (event) => event.purchaseTotal },
          { title: t("event.amount", { currency }), kind: "money", currency, value: (event) => event.amount },
          { title: t("event.balance"), kind: "money", currency, value: (event) => event.balanceAfter },
        ],
        facts: factsOf(scope.issuer.name, { asOf: life.asOf, knownAt: life.knownAt, currency }),
        definitions: knownFacts,
        count: life.eventCount,
        portions: walk(pageOf(life), async (cursor) => pageOf(await getCard(scope, id, { ...fixed, cursor }))),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
