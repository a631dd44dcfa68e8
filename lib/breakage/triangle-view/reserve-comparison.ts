import { t } from "@/lib/messages/forecast-triangle";
import { type TriangleMethod, triangleMethods } from "../triangle/methods";
import type { MethodRow } from "./method-rows";

/** The method to look at first: the open balance where there is one, then the chain ladder, then whatever has figures. */
export function usualMethod(rows: readonly MethodRow[]): TriangleMethod | null {
  const able = rows.filter(({ ok }) => ok).map(({ method }) => method);
  const order: readonly TriangleMethod[] = ["open-balance", "chain-ladder", ...triangleMethods];
  return order.find((method) => able.includes(method)) ?? null;
}

export const methodName = (method: TriangleMethod): string => t(`ownTriangle.method.${method}`);

/** The methods side by side in a sentence or two: what the chosen one says, and how far they lie apart. */
export function reserveSentence(
  rows: readonly MethodRow[],
  chosen: TriangleMethod,
  amount: (value: number) => string,
): string {
  const able = rows.flatMap((row) => (row.ok ? [{ method: row.method, total: row.total }] : []));
  const own = able.find(({ method }) => method === chosen)?.total;
  const ranked = able.toSorted((a, b) => a.total.reserve - b.total.reserve);
  const [least, most] = [ranked[0], ranked.at(-1)];
  if (!own || !least || !most) return t("chart.summary.empty");
  const said = { method: methodName(chosen), reserve: amount(own.reserve) };
  const first = own.range
    ? t("ownTriangle.saysRange", { ...said, low: amount(own.range.low), high: amount(own.range.high) })
    : t("ownTriangle.says", said);
  if (ranked.length < 2) return first;
  const apart = t("ownTriangle.apart", {
    count: ranked.length,
    least: amount(least.total.reserve),
    leastName: methodName(least.method),
    most: amount(most.total.reserve),
    mostName: methodName(most.method),
  });
  return `${first} ${apart}`;
}
