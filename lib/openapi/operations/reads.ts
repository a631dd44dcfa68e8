import { z } from "zod";
import { breakageParams } from "@/lib/breakage/schema";
import {
  cardListParams,
  cardParams,
  catalogueParams,
  customerListParams,
  customerParams,
  eventListParams,
  pathId,
} from "@/lib/cards/schema";
import { type InsightName, insightNames } from "@/lib/insights/insight";
import { insightQueries } from "@/lib/insights/schema";
import { overviewParams } from "@/lib/overview/schema";
import type { Operation } from "../operation";
import * as answer from "../responses";

const summaries: Record<InsightName, string> = {
  "top-types-by-count": "Card types by number of sales (365 days unless said otherwise)",
  "top-types-by-volume": "Card types by gross volume (365 days unless said otherwise)",
  "top-merchants": "Merchants by what they sold in cards (180 days unless said otherwise)",
  "percentile-90": "Card types whose gross sales reach the 90th percentile",
  "top-by-business-model": "Best-selling card types of each business model",
  "historical-breakage": "Breakage by card type and year of card expiry, computed",
  "about-to-lapse":
    "Value whose last usable day (card or funds expiry, whichever comes first) lies within the days after the as-of date, by customer",
};

const insights = insightNames.map(
  (name): Operation => ({
    method: "get",
    path: `/insights/${name}`,
    id: `getInsight.${name}`,
    tag: "Insights",
    summary: summaries[name],
    permission: "insight.read",
    ...(name === "about-to-lapse" ? { alsoNeeds: ["customer.read"] } : {}),
    query: insightQueries[name],
    response: answer.insightResponses[name],
  }),
);

const catalogue = (path: string, what: string, query: z.ZodObject, response: z.ZodType): Operation => ({
  method: "get",
  path: `/${path}`,
  id: `list.${path}`,
  tag: "Catalogue",
  summary: `${what}, in order of their codes`,
  permission: "card.read",
  query,
  response,
});

export const readOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/breakage",
    id: "getBreakage",
    tag: "Figures",
    summary: "Breakage by one dimension or two",
    description:
      "Cards whose card expiry lies in the period, both ends included, with their events up to the as-of date. A card that was never redeemed counts in full. unredeemed = sold − redeemed + other = lapsed + escheated + owed.",
    permission: "breakage.read",
    query: breakageParams,
    response: answer.breakageResponse,
  },
  {
    method: "get",
    path: "/overview",
    id: "getOverview",
    tag: "Figures",
    summary: "What is owed, what moved it, how old it is, and what stands out",
    permission: "overview.read",
    query: overviewParams,
    response: answer.overviewResponse,
  },
  ...insights,
  {
    method: "get",
    path: "/cards",
    id: "listCards",
    tag: "Cards",
    summary: "The cards behind a figure, with the same sums",
    permission: "card.read",
    query: cardListParams,
    response: answer.cardPageResponse,
  },
  {
    method: "get",
    path: "/cards/{id}",
    id: "getCard",
    tag: "Cards",
    summary:
      "A card's life: its events page by page, the balance after each, three dates and the rule of each, and what is expected",
    description:
      "`score` is of the newest forecast: how likely the card is never to be redeemed, what is expected to stay on it, and why. It knows all data up to its own day, so it is not given for an earlier as-of date or a known-at date.",
    permission: "card.read",
    params: pathId,
    query: cardParams,
    response: answer.cardResponse,
  },
  {
    method: "get",
    path: "/events",
    id: "listEvents",
    tag: "Cards",
    summary: "The events behind a flow of the overview, newest first, with their sum",
    permission: "card.read",
    query: eventListParams,
    response: answer.eventPageResponse,
  },
  {
    method: "get",
    path: "/customers",
    id: "listCustomers",
    tag: "Customers",
    summary: "Customers, found by parts of name, e-mail, phone or id in any script",
    permission: "customer.read",
    query: customerListParams,
    response: answer.customerPageResponse,
  },
  {
    method: "get",
    path: "/customers/{id}",
    id: "getCustomer",
    tag: "Customers",
    summary:
      "A customer with the sums of all cards, and the cards page by page: value, what is unredeemed, dates and state",
    permission: "customer.read",
    params: pathId,
    query: customerParams,
    response: answer.customerResponse,
  },
  catalogue("card-types", "Card types", catalogueParams.types, answer.cardTypePageResponse),
  catalogue("brands", "Brands", catalogueParams.brands, answer.brandPageResponse),
  catalogue("merchants", "Merchants", catalogueParams.merchants, answer.merchantPageResponse),
];

export const insightPath = z.strictObject({ name: z.enum(insightNames) });
