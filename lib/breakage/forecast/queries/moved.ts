import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { MovedBy } from "@/lib/breakage/forecast-view/schema";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { Estimate } from "../estimate";
import { type Since, sinceThen } from "../since";
import { type Version as Inputs, type WhatMoved, whatMovedInSteps } from "../what-moved";
import { lettingOthersGo } from "./let-others-go";
import { listTypeNames, type TypeName } from "./type-names";
import { instant } from "./versions";

export type MovedAsked = { readonly before: number; readonly after: number; readonly by: MovedBy };

export type MovedSide = {
  readonly id: number;
  readonly dataDate: CivilDate;
  readonly knownAt: string;
  readonly total: Estimate;
};

export type Moved =
  /** One of the two is not there, has no figures, or they are of two currencies. */
  | { readonly status: "not-comparable" }
  | {
      readonly status: "ok";
      readonly currency: string;
      readonly before: MovedSide;
      readonly after: MovedSide;
      readonly by: MovedBy;
      readonly moved: WhatMoved;
      /** What happened between the data of the two, by what `moved` calls the groups. */
      readonly since: ReadonlyMap<string, Since>;
      /** Names of the groups, by what `moved` calls them. */
      readonly names: ReadonlyMap<string, string>;
      /** False where fitting a version again gives another total than it had: the model has changed since. */
      readonly isSameModel: boolean;
    };

/**
 * Why the total of one version differs from another's, by brand or card type. The one of older data comes first, whichever
 * way they are asked for. Forecasts again once for every group: `secondsToMove` says how long that takes.
 */
export async function getMoved(scope: Scope, { before, after, by }: MovedAsked): Promise<Moved> {
  const [sides, types] = await withScope(
    scope,
    async (tx) =>
      [
        await tx.execute<MovedSide & { currency: string; total: Estimate | null }>(sql`
          select id, currency, data_date::text as "dataDate", ${sql.raw(instant("known_at"))} as "knownAt", summary->'total' as total
          from gold.forecast
          where issuer_id = ${scope.issuerId} and id in (${before}, ${after}) and inputs is not null order by data_date, id`),
        await listTypeNames(tx, scope),
      ] as const,
    { readOnly: true },
  );
  const [first, second] = sides;
  if (!first?.total || !second?.total || first.currency !== second.currency) return { status: "not-comparable" };
  const groupOf = (code: string) => (by === "brand" ? (types.get(code)?.brandCode ?? "") : code);
  const found = await rememberedMove(scope, first.id, second.id, by === "brand" ? types : null, groupOf);
  if (!found) return { status: "not-comparable" };
  const { moved, since } = found;
  // Groups are rounded each for itself.
  const isSame = ({ total }: MovedSide, again: bigint) =>
    Math.abs(total.expectedBreakage - Number(again)) <= moved.groups.length;
  return {
    status: "ok",
    currency: first.currency,
    before: first,
    after: second,
    by,
    moved,
    since,
    names: new Map([...types].map(([code, { name, brand }]) => [groupOf(code), by === "brand" ? (brand ?? "") : name])),
    isSameModel: isSame(first, moved.total.before) && isSame(second, moved.total.after),
  };
}

/** Versions never change, so what lies between two of them does only with the brands of the types: the last few are kept. */
type Move = { readonly moved: WhatMoved; readonly since: ReadonlyMap<string, Since> };
const kept = new Map<string, Promise<Move | null>>();
const MOST_KEPT = 16;

function rememberedMove(
  scope: Scope,
  before: number,
  after: number,
  brands: ReadonlyMap<string, TypeName> | null,
  groupOf: (code: string) => string,
): Promise<Move | null> {
  const grouping = brands ? JSON.stringify([...brands].map(([code, { brandCode }]) => [code, brandCode]).sort()) : "";
  const key = `${scope.issuerId}/${before}/${after}/${grouping}`;
  const known = kept.get(key);
  if (known) return known;
  const found = readMove(scope, before, after, groupOf);
  kept.set(key, found);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  found.catch(() => kept.delete(key));
  return found;
}

async function readMove(
  scope: Scope,
  before: number,
  after: number,
  groupOf: (code: string) => string,
): Promise<Move | null> {
  const rows = await withScope(
    scope,
    (tx) =>
      tx.execute<{ id: number; inputs: Inputs }>(sql`
        select id, inputs from gold.forecast where issuer_id = ${scope.issuerId} and id in (${before}, ${after})`),
    { readOnly: true },
  );
  const [first, second] = [before, after].map((id) => rows.find((row) => row.id === id)?.inputs);
  if (!first || !second) return null;
  const moved = await lettingOthersGo(whatMovedInSteps(first, second, groupOf));
  return { moved, since: sinceThen(second.cohorts, first.cut, groupOf) };
}
