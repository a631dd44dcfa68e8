import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  conditionsOf,
  dimensionColumn,
  joinsFor,
  memberId,
  memberName,
  type RawColumn,
} from "@/lib/breakage/queries/cut";
import { type Segment, segmentOf } from "@/lib/breakage/segment";
import type { Scope } from "@/lib/identity/scope";
import type { ShareDimension } from "../constants";
import { openOfPart } from "../open-part";
import type { Cell } from "../report";
import { type ForecastDimension, type ForecastParams, ownDimensions } from "../schema";
import { readOpenBalances } from "./open-now";
import type { Version } from "./versions";

/** Where the cells lie: with the types themselves, or spread over what is asked for of the card. */
export function sourceOf(params: ForecastParams): ShareDimension | null {
  const [first, second] = ownDimensions.filter((name) => params.by.includes(name) || params[name] !== undefined);
  return second === undefined ? (first ?? null) : "merchant-segment";
}

/** The age segments that the version keeps its merchants by; null in one made before it kept them so. */
export async function readKeptSegments(tx: Tx, scope: Scope, version: Version): Promise<readonly Segment[] | null> {
  const [row] = await tx.execute<{ segments: Segment[] | null }>(sql`
    select parameters->'segments' as segments from gold.forecast where issuer_id = ${scope.issuerId} and id = ${version.id}`);
  return row?.segments ?? null;
}

/** A version, and what of it is asked for. */
export type VersionCut = {
  readonly scope: Scope;
  readonly version: Version;
  readonly params: ForecastParams;
  readonly segments: readonly Segment[];
};

type CellRow = Record<string, string> & { card_type_id: number; cards: number };

/** What the version keeps of each member, type and quarter. */
export async function readCells(tx: Tx, { scope, version, params, segments }: VersionCut): Promise<Cell[]> {
  const { by } = params;
  const columns = [...new Set<RawColumn>(["card_type_id", ...by.map((name) => dimensionColumn[name])])];
  const rows = await tx.execute<CellRow>(sql`
    select ${memberColumns(by)} g.card_type_id, g.quarter::text as quarter, g.cards, g.sold, g.redeemed, g.expected, g.breakage
    from ${tableOfCells(sourceOf(params))} g ${joinsFor(columns)}
    where g.issuer_id = ${scope.issuerId} and g.forecast_id = ${version.id}${conditions(scope, version, params, segments)}`);
  const balances = await readOpenBalances(tx, scope, version.id);
  return rows.map((row): Cell => {
    const named = by.map((name, i) => {
      const member = { id: row[`id${i}`] ?? "", name: row[`name${i}`] ?? "" };
      return [name, name === "segment" ? segmentOf(Number(member.id), version.dataDate, segments) : member] as const;
    });
    const [sold, redeemed] = [BigInt(row.sold ?? 0), BigInt(row.redeemed ?? 0)];
    return {
      key: keyOf(named.map(([, { id }]) => id)),
      members: Object.fromEntries(named),
      cardTypeId: row.card_type_id,
      quarter: row.quarter ?? "",
      cards: Number(row.cards),
      sold,
      redeemed,
      open: openOfPart(balances.get(`${row.card_type_id}/${row.quarter}`), sold, redeemed),
      expected: Number(row.expected),
      breakage: BigInt(row.breakage ?? 0),
    };
  });
}

/** `id0`, `name0` and so on, each with a comma after it. */
export const memberColumns = (by: readonly ForecastDimension[]): SQL =>
  sql.join(
    by.map(
      (name, i) => sql`${memberId(name)} as ${sql.raw(`id${i}`)}, ${memberName(name)} as ${sql.raw(`name${i}`)}, `,
    ),
    sql``,
  );

/** Tells groups apart. */
export const keyOf = (ids: readonly string[]): string => JSON.stringify(ids);

const tableOfCells = (own: ShareDimension | null): SQL =>
  own === null ? sql`gold.forecast_quarter` : sql`(select * from gold.forecast_share where dimension = ${own})`;

export function conditions(scope: Scope, version: Version, params: ForecastParams, segments: readonly Segment[]): SQL {
  const about = { issuerId: scope.issuerId, asOf: version.dataDate, segments };
  const tests = conditionsOf(params, about).map(({ column, test }) => sql` and ${test(sql.raw(`g.${column}`))}`);
  return sql.join(tests, sql``);
}
