import type { Address } from "@/lib/address";
import { judgeTriangle } from "@/lib/breakage/forecast/mutations/judge";
import { chooseMethod } from "@/lib/breakage/forecast/mutations/override";
import { getCutOfVersion } from "@/lib/breakage/forecast/queries/cut-of-version";
import { getMovedBetween } from "@/lib/breakage/forecast/queries/moved-between";
import { getSecondOpinion } from "@/lib/breakage/forecast/queries/second-opinion";
import { getTypeInVersion } from "@/lib/breakage/forecast/queries/type-in-version";
import { getTypeChoices } from "@/lib/breakage/forecast/queries/type-page";
import { judgementInput, overrideInput } from "@/lib/breakage/forecast/schema";
import { choicesJson } from "@/lib/breakage/forecast-view/choices-json";
import { cutTriangleJson } from "@/lib/breakage/forecast-view/cut-triangle-json";
import { movedJson } from "@/lib/breakage/forecast-view/moved-json";
import { opinionJson } from "@/lib/breakage/forecast-view/opinion-json";
import { cutTriangleQuery, movedQuery, triangleQuery, typeQuery } from "@/lib/breakage/forecast-view/schema";
import { triangleJson } from "@/lib/breakage/forecast-view/triangle-json";
import { typeAddress } from "@/lib/breakage/forecast-view/type-path";
import { findExport } from "@/lib/export/registry";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { parseInput } from "@/lib/validation";
import { ofDigits } from "@/lib/whole-number";
import { type CommandResult, command, type OptionSpec, UsageError } from "./command";
import { currency, filterOptions, given, issuer, version } from "./options";

const typeOption = {
  type: "string",
  value: "CODE",
  required: true,
  summary: "the card type's code",
} as const satisfies OptionSpec;
const reason = {
  type: "string",
  value: "WORDS",
  required: true,
  summary: "why; it stands in the audit trail",
} as const satisfies OptionSpec;
const ofType = { issuer, "card-type": typeOption };

/** Of what the page of a card type has, and of two versions: with --json as REST answers, without it as the file that the page exports. */
export const detailCommands = [
  command({
    name: "moved",
    summary: "Why the total of one version differs from another's: as CSV, or --json",
    options: {
      issuer,
      before: {
        type: "string",
        value: "N",
        summary: "a version; by default the newest two are held against one another",
      },
      after: { type: "string", value: "N", summary: "the other version" },
      by: { type: "string", value: "DIM", default: "brand", summary: "brand or card-type" },
      currency,
    },
    run: async ({ values: { issuer: code, ...asked } }) => {
      const scope = await scopeForOperator(code);
      const query = parseInput(movedQuery, given(asked));
      const found = await getMovedBetween(scope, query);
      const pair = { by: query.by, before: String(found.before.id), after: String(found.after.id) };
      return asFile(scope, "forecast-moved", pair, movedJson(found));
    },
  }),
  command({
    name: "triangle",
    summary: "A card type's triangle of open balances as a version reads it: as CSV, or --json with factors and tests",
    options: {
      ...ofType,
      version,
      period: { type: "string", value: "PERIOD", summary: "month or quarter" },
    },
    run: async ({ values: { issuer: code, "card-type": type, ...asked } }) => {
      const scope = await scopeForOperator(code);
      const { format: _, ...query } = parseInput(triangleQuery, given(asked));
      const page = await getTypeInVersion(scope, type, query);
      return asFile(scope, "forecast-type-triangle", typeAddress(type, query), triangleJson(page, query.period));
    },
  }),
  command({
    name: "cut-triangle",
    summary: "Triangle of all card types that the filters leave: value open, or numbers of redemptions; as JSON",
    options: {
      issuer,
      measure: { type: "string", value: "MEASURE", default: "open", summary: "open or redemptions" },
      ...filterOptions(["card-type", "brand", "category", "business-model", "medium", "loop"]),
      version,
      period: { type: "string", value: "PERIOD", summary: "month or quarter" },
      currency,
    },
    run: async ({ values: { issuer: code, ...asked } }) => {
      const scope = await scopeForOperator(code);
      const query = parseInput(cutTriangleQuery, given(asked));
      const json = cutTriangleJson(await getCutOfVersion(scope, query), query.period);
      return { json, text: JSON.stringify(json, null, 2) };
    },
  }),
  command({
    name: "opinion",
    summary: "What a card type's cards alone say of its forecast, or why they say nothing: as CSV, or --json",
    options: { ...ofType, version: version },
    run: async ({ values: { issuer: code, "card-type": type, ...asked } }) => {
      const scope = await scopeForOperator(code);
      const { format: _, ...query } = parseInput(typeQuery, given(asked));
      const page = await getTypeInVersion(scope, type, query);
      const json = opinionJson(page, await getSecondOpinion(scope, page));
      return asFile(scope, "forecast-type-opinion", typeAddress(type, query), json);
    },
  }),
  command({
    name: "choices",
    summary: "What people chose for a card type, newest first: as CSV, or --json",
    options: ofType,
    run: async ({ values: { issuer: code, "card-type": type } }) => choicesOf(await scopeForOperator(code), type),
  }),
  command({
    name: "choose",
    summary: "Chooses a card type's method from the next version on, or lets the back-test choose again",
    options: {
      ...ofType,
      method: {
        type: "string",
        value: "METHOD",
        required: true,
        summary: "a method, or back-test to give the choice back",
      },
      reason,
    },
    run: async ({ values: { issuer: code, "card-type": cardType, method, reason: why } }) => {
      const scope = await scopeForOperator(code);
      const input = { cardType, method: method === "back-test" ? null : method, reason: why };
      await chooseMethod(scope, parseInput(overrideInput, input));
      return choicesOf(scope, cardType);
    },
  }),
  command({
    name: "read",
    summary:
      "Reads a card type's triangle otherwise from the next version on; without --without and --settled-age as it is",
    options: {
      ...ofType,
      without: {
        type: "string",
        value: "MONTH:AGE",
        multiple: true,
        field: "leftOut",
        summary: "leave out what was sold in a month at an age",
      },
      "settled-age": { type: "string", value: "AGE", summary: "nothing more is redeemed from this age on" },
      reason,
    },
    run: async ({ values: { issuer: code, "card-type": cardType, without = [], "settled-age": age, reason: why } }) => {
      const scope = await scopeForOperator(code);
      const input = {
        cardType,
        leftOut: without.map(cellOf),
        settledAge: age === undefined ? null : ofDigits(age),
        reason: why,
      };
      await judgeTriangle(scope, parseInput(judgementInput, input));
      return choicesOf(scope, cardType);
    },
  }),
];

function cellOf(text: string) {
  const match = /^(\d{4}-\d{2}):(\d{1,3})$/.exec(text);
  if (!match) throw new UsageError(`${text} is no month of sale and age such as 2025-03:2.`);
  return { sold: match[1] ?? "", age: Number(match[2]) };
}

async function choicesOf(scope: Scope, code: string): Promise<CommandResult> {
  return asFile(scope, "forecast-type-choices", typeAddress(code, {}), choicesJson(await getTypeChoices(scope, code)));
}

async function asFile(scope: Scope, table: string, address: Address, json: object): Promise<CommandResult> {
  const prepared = await findExport(table)?.prepare(scope, address);
  let text = "";
  for await (const piece of prepared?.csv() ?? []) text += piece;
  return { json, text: text.trimEnd() };
}
