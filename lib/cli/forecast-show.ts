import { outlookAt } from "@/lib/breakage/card-score/card-score";
import { outlookJson } from "@/lib/breakage/card-score/json";
import { findCardOutlook } from "@/lib/breakage/card-score/queries/card-score";
import { forecastJson } from "@/lib/breakage/forecast/json";
import { getForecastParts } from "@/lib/breakage/forecast/queries/report";
import { listVersions } from "@/lib/breakage/forecast/queries/versions";
import { forecastDimensions, forecastParams, versionListParams } from "@/lib/breakage/forecast/schema";
import { getCard } from "@/lib/cards/queries/card";
import { cardParams } from "@/lib/cards/schema";
import { NotFound } from "@/lib/errors";
import { scopeForOperator } from "@/lib/identity/scope";
import { plainJson } from "@/lib/plain-json";
import { parseInput } from "@/lib/validation";
import { command, type OptionSpec } from "./command";
import { forecastText } from "./forecast-text";
import { currency, filterOptions, given, issuer, version } from "./options";
import { textTable } from "./table";

export const asOf = {
  type: "string",
  value: "DATE",
  summary: "the newest version of data up to this day",
} as const satisfies OptionSpec;
export const by = {
  type: "string",
  value: "DIM[,DIM]",
  default: "card-type",
  summary: "what to group by",
} as const satisfies OptionSpec;
export const quarters = {
  type: "string",
  value: "N",
  default: "20",
  field: "quarters",
  summary: "how many quarters ahead",
} as const satisfies OptionSpec;

/** What is stored, without making anything: the same as REST answers. */
export const storedCommands = [
  command({
    name: "show",
    summary: "Prints a version that is there: the newest, or one by its number or data date, of all cards or of some",
    options: {
      issuer,
      version,
      "as-of": asOf,
      by,
      ...filterOptions(forecastDimensions),
      currency,
      "horizon-quarters": quarters,
    },
    run: async ({ values: { issuer: code, "as-of": day, "horizon-quarters": ahead, ...asked } }) => {
      const scope = await scopeForOperator(code);
      const params = parseInput(forecastParams, given({ ...asked, asOf: day, quarters: ahead }));
      const report = await getForecastParts(scope, params);
      if (!report.version) throw new NotFound(params.version ? "This version" : "A forecast of data up to this day");
      return { json: forecastJson(report), text: forecastText(report) };
    },
  }),
  command({
    name: "versions",
    summary: "Versions of a currency, newest data first",
    options: { issuer, currency, limit: { type: "string", value: "N", summary: "at most so many; 50 by default" } },
    run: async ({ values: { issuer: code, ...asked } }) => {
      const scope = await scopeForOperator(code);
      const query = parseInput(versionListParams, given(asked));
      const items = await listVersions(scope, query.currency ?? scope.issuer.currency, query.limit);
      const text = textTable<(typeof items)[number]>(
        [
          { title: "version", right: true, text: ({ id }) => String(id) },
          { title: "data to", text: ({ dataDate }) => dataDate },
          { title: "made", text: ({ createdAt }) => createdAt },
          { title: "by", text: ({ createdByName }) => createdByName },
          { title: "method", text: ({ method }) => method ?? "several" },
          { title: "status", text: ({ status }) => status },
        ],
        items,
      );
      return { json: { items }, text };
    },
  }),
  command({
    name: "card",
    summary: "The newest score of one card: its chances, what is expected to stay on it, by which week, and why",
    options: { issuer, card: { type: "string", value: "ID", required: true, summary: "the card's id at its source" } },
    run: async ({ values: { issuer: code, card: id } }) => {
      const scope = await scopeForOperator(code);
      const [life, outlook] = await Promise.all([
        getCard(scope, id, parseInput(cardParams, {})),
        findCardOutlook(scope, id),
      ]);
      const score = outlook && plainJson(outlookJson(outlookAt(outlook, life)), life.card.currency);
      const json = { card: id, currency: life.card.currency, score };
      return { json, text: JSON.stringify(json, null, 2) };
    },
  }),
];
