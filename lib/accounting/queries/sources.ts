import type { Tx } from "@/db/client";
import { type CivilDate, endOfMonth, startOfMonth } from "@/lib/dates";
import { type Chosen, chosenFor, type ForecastBasis } from "../basis";
import type { MonthSources } from "../books";
import type { Sources } from "../open-books";
import type { Programme } from "../programme";
import { withReloads } from "../reloads";
import type { BooksContext } from "./context";
import { listEscheatForecasts, listForecasts, readEscheatBasis } from "./estimates";
import { type FactScope, readCohortsThen } from "./facts";
import { readForecastBasis } from "./forecast-basis";

/** Which forecasts the estimates of each month come from, and what they say; each is read once. */
export async function readSources(
  tx: Tx,
  { issuerId, known }: BooksContext,
  programmes: ReadonlyMap<number, Programme>,
  facts: FactScope,
  axis: readonly CivilDate[],
): Promise<{ chosen: MonthSources[]; sources: Sources[] }> {
  const currencies = [...new Set([...programmes.values()].map(({ currency }) => currency))];
  const [forecasts, escheats] = await Promise.all([
    listForecasts(tx, issuerId, known),
    listEscheatForecasts(tx, issuerId, known),
  ]);
  const chosen = axis.map((month): MonthSources => {
    const of = (listed: typeof forecasts) =>
      new Map(currencies.map((currency) => [currency, chosenFor(listed, currency, endOfMonth(month))]));
    return { month, forecasts: of(forecasts), escheatForecasts: of(escheats) };
  });
  const forecastBy = await readOnce(
    chosen.flatMap((one) => [...one.forecasts.values()]),
    ({ id }) => readByCard(tx, issuerId, id, facts),
  );
  const escheatBy = await readOnce(
    chosen.flatMap((one) => [...one.escheatForecasts.values()]),
    (one) => readEscheatBasis(tx, issuerId, one),
  );
  const sources = chosen.map(
    (one): Sources => ({
      forecasts: bases(one.forecasts, ({ id }) => forecastBy.get(id)),
      escheatForecasts: bases(one.escheatForecasts, ({ id, standsIn }) => {
        const basis = escheatBy.get(id);
        return basis && { ...basis, standsIn };
      }),
    }),
  );
  return { chosen, sources };
}

/** A version with reloads in the month of sale of their cards, as the books have them. */
async function readByCard(tx: Tx, issuerId: number, id: number, facts: FactScope): Promise<ForecastBasis> {
  const basis = await readForecastBasis(tx, issuerId, id);
  const reloaded = facts.typeIds.filter((type) => (basis.types.get(type)?.reloads ?? null) !== null);
  if (reloaded.length === 0) return basis;
  const then = await readCohortsThen(tx, { ...facts, typeIds: reloaded }, startOfMonth(basis.dataDate));
  const types = [...basis.types].map(([type, one]) => [type, withReloads(one, then.get(type) ?? new Map())] as const);
  return { ...basis, types: new Map(types) };
}

async function readOnce<T>(
  chosen: readonly (Chosen | null)[],
  read: (one: Chosen) => Promise<T>,
): Promise<Map<number, T>> {
  const wanted = new Map(chosen.flatMap((one) => (one ? [[one.id, one] as const] : [])));
  const found = new Map<number, T>();
  // One after another: a version's cohorts are many, and the transaction has one connection anyway.
  for (const [id, one] of wanted) found.set(id, await read(one));
  return found;
}

function bases<T>(chosen: ReadonlyMap<string, Chosen | null>, of: (one: Chosen) => T | undefined): Map<string, T> {
  const found = new Map<string, T>();
  for (const [currency, one] of chosen) {
    const basis = one ? of(one) : undefined;
    if (basis !== undefined) found.set(currency, basis);
  }
  return found;
}
