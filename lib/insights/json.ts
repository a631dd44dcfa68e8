import type { Dimension } from "@/lib/breakage/constants";
import { named } from "@/lib/breakage/groups";
import { plainJson } from "@/lib/plain-json";

/** What a row is of, by the name that the breakage report has for it. */
const dimensionOf: Readonly<Record<string, Dimension>> = {
  cardType: "card-type",
  model: "business-model",
  businessModel: "business-model",
  year: "expiry-year",
};

/** An insight as REST and the command line print it, in the words of the breakage report: `"card-type": {id, name}`. */
export function insightJson(insight: { readonly currency: string }): Record<string, unknown> {
  const printed = plainJson(insight, insight.currency) as { readonly rows: readonly object[] };
  return { ...printed, rows: printed.rows.map(rowOf) };
}

function rowOf(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => {
      const dimension = Object.hasOwn(dimensionOf, key) ? dimensionOf[key] : undefined;
      return dimension ? [dimension, memberOf(dimension, value)] : [key, value];
    }),
  );
}

const memberOf = (dimension: Dimension, value: unknown): unknown =>
  typeof value === "object" ? value : named(dimension, { id: String(value), name: String(value) });
