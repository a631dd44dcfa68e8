import { scopeForOperator } from "@/lib/identity/scope";
import { type InsightName, insightNames } from "@/lib/insights/insight";
import { insightJson } from "@/lib/insights/json";
import { getInsight } from "@/lib/insights/queries/insight";
import { command, UsageError } from "./command";
import { textTable } from "./table";

/** The requirements' own numbers are names too. */
const aliases: Readonly<Record<string, InsightName>> = {
  "a-1": "top-types-by-count",
  "a-2": "top-types-by-volume",
  "a-3": "top-merchants",
  "a-11": "about-to-lapse",
  "a-15": "percentile-90",
  "a-16": "top-by-business-model",
  "a-17": "historical-breakage",
};

export const commands = [
  command({
    name: "",
    summary: "A ranking or a look ahead, with the dates of its window",
    arguments: [{ name: "NAME", required: true, summary: `one of ${insightNames.join(", ")}` }],
    options: {
      issuer: { type: "string", value: "CODE", required: true, summary: "the issuer's code" },
      "as-of": {
        type: "string",
        value: "DATE",
        summary: "the window ends on this day; by default the last day with data",
      },
      "known-at": { type: "string", value: "DATE", summary: "as it was known at the end of this day" },
      days: {
        type: "string",
        value: "N",
        summary: "length of the window in days, both ends included; historical-breakage has all years",
      },
      limit: { type: "string", value: "N", summary: "how many rows, where there is a ranking or a page" },
      cursor: { type: "string", value: "TEXT", summary: "the nextCursor of the page before (about-to-lapse)" },
      currency: { type: "string", value: "CODE", summary: "by default the issuer's reporting currency" },
    },
    run: async ({ values, args }) => {
      const name = nameOf(args[0] ?? "");
      const { "as-of": asOf, "known-at": knownAt, days, limit, currency, cursor } = values;
      const usual = name === "about-to-lapse" ? "500" : undefined;
      const asked = Object.entries({ asOf, knownAt, days, limit: limit ?? usual, currency, cursor });
      const given = Object.fromEntries(asked.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
      const json = insightJson(await getInsight(await scopeForOperator(values.issuer), name, given));
      return { json, text: textOf(name, json) };
    },
  }),
];

function nameOf(word: string): InsightName {
  const name = insightNames.find((one) => one === word) ?? aliases[word.toLowerCase()];
  if (!name) throw new UsageError(`There is no insight "${word}". There are ${insightNames.join(", ")}.`);
  return name;
}

type Cells = Record<string, unknown>;

function textOf(name: InsightName, json: Record<string, unknown>): string {
  const { from, to } = json.period as { from: string; to: string };
  const known = json.knownAt === null ? "" : `, as known at ${json.knownAt}`;
  const head = `${name}, ${from} to ${to}, as of ${json.asOf}${known}, in ${json.currency}`;
  const rows = json.rows as Cells[];
  const [first] = rows;
  if (!first) return `${head}\n\nNothing in this window.`;
  const columns = Object.keys(first).map((key) => ({
    title: key,
    right: /^-?[\d.]+$/.test(cellText(first[key])),
    text: (row: Cells) => cellText(row[key]),
  }));
  const more = typeof json.nextCursor === "string" ? `\n\nMore with --cursor ${json.nextCursor}` : "";
  return `${head}\n\n${textTable(columns, rows)}${more}`;
}

/** A member is shown by its name; nobody's name is that of the anonymous. */
function cellText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value === "object") return String((value as { name?: unknown }).name ?? JSON.stringify(value));
  return String(value);
}
