import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { MovedBy } from "../constants";
import type { Estimate } from "../estimate";
import { fromKept, type Grouping, groupingName, type KeptMove, type Move, moveInSteps } from "../move";
import type { Since } from "../since";
import type { Version as Inputs, WhatMoved } from "../what-moved";
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
 * way they are asked for. Read where a run has kept it, as it does for the newest version and the one before it; else both are
 * forecast again once for every group, and `secondsToMove` says how long that takes.
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
  const grouping = groupingBy(by, types);
  const groupOf = (code: string) => grouping.get(code) ?? code;
  const found = await rememberedMove(scope, first.id, second.id, grouping);
  if (!found) return { status: "not-comparable" };
  const { moved, since } = found;
  // A unit for the rounding.
  const isSame = ({ total }: MovedSide, again: bigint) => Math.abs(total.expectedBreakage - Number(again)) <= 1;
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

/** By brand as brands are now, those without one together; by card type each for itself. */
export const groupingBy = (by: MovedBy, types: ReadonlyMap<string, TypeName>): Grouping =>
  new Map(by === "brand" ? [...types].map(([code, { brandCode }]) => [code, brandCode ?? ""]) : []);

/** Versions never change, so what lies between two of them does only with the brands of the types: the last few are kept. */
const known = new Map<string, Promise<Move | null>>();
const MOST_KNOWN = 16;

function rememberedMove(scope: Scope, before: number, after: number, grouping: Grouping): Promise<Move | null> {
  const name = groupingName(grouping);
  const key = `${scope.issuerId}/${before}/${after}/${name}`;
  const remembered = known.get(key);
  if (remembered) return remembered;
  const found = readMove(scope, { before, after, name }, grouping);
  known.set(key, found);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  found.catch(() => known.delete(key));
  return found;
}

type Asked = { readonly before: number; readonly after: number; readonly name: string };

async function readMove(scope: Scope, asked: Asked, grouping: Grouping): Promise<Move | null> {
  const [kept, inputs] = await withScope(
    scope,
    async (tx) => {
      const found = await findKeptMove(tx, scope, asked);
      return [found, found ? null : await readInputsOf(tx, scope, asked)] as const;
    },
    { readOnly: true },
  );
  if (kept) return kept;
  return inputs && lettingOthersGo(moveInSteps(inputs.before, inputs.after, grouping));
}

/** Whether what moved between two versions has only to be read. */
export function isMoveKept(scope: Scope, { before, after, by }: MovedAsked): Promise<boolean> {
  return withScope(
    scope,
    async (tx) => {
      const name = groupingName(groupingBy(by, await listTypeNames(tx, scope)));
      const rows = await tx.execute(sql`
        select from gold.forecast_move where issuer_id = ${scope.issuerId} and grouping = ${name}
          and before_id in (${before}, ${after}) and after_id in (${before}, ${after})`);
      return rows.length > 0;
    },
    { readOnly: true },
  );
}

/** What a run has kept of two versions, the older data first. */
export async function findKeptMove(tx: Tx, scope: Scope, { before, after, name }: Asked): Promise<Move | null> {
  const [row] = await tx.execute<{ move: KeptMove }>(sql`
    select move from gold.forecast_move
    where issuer_id = ${scope.issuerId} and before_id = ${before} and after_id = ${after} and grouping = ${name}`);
  return row ? fromKept(row.move) : null;
}

/** What two versions were made of; null where one has no figures. */
export async function readInputsOf(
  tx: Tx,
  scope: Scope,
  { before, after }: Pick<Asked, "before" | "after">,
): Promise<{ before: Inputs; after: Inputs } | null> {
  const rows = await tx.execute<{ id: number; inputs: Inputs | null }>(sql`
    select id, inputs from gold.forecast where issuer_id = ${scope.issuerId} and id in (${before}, ${after})`);
  const [first, second] = [before, after].map((id) => rows.find((row) => row.id === id)?.inputs);
  return first && second ? { before: first, after: second } : null;
}
