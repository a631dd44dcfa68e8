import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { EscheatOutcome } from "../determination";
import { type EscheatParams, NO_JURISDICTION } from "../forecast/schema";
import { type EscheatVersion, findEscheatVersion } from "./forecast-versions";

/** A stored cell with the names a reader needs. */
export type CellLine = {
  readonly jurisdiction: string;
  readonly typeCode: string;
  readonly typeName: string;
  readonly reportYear: number;
  readonly outcome: EscheatOutcome;
  readonly priority: 0 | 1 | 2 | 3;
  readonly cards: number;
  readonly balance: bigint;
  readonly claimed: bigint;
  readonly unmeasured: bigint;
  readonly foreseen: bigint;
  readonly low: number;
  readonly high: number;
  readonly needsCounsel: boolean;
};

export type CellLines = {
  readonly version: EscheatVersion | null;
  readonly currency: string;
  readonly cells: readonly CellLine[];
};

type Money = "balance" | "claimed" | "unmeasured" | "foreseen";
type Row = Omit<CellLine, Money> & Record<Money, string>;

/** Every cell of a version, narrowed by the page's filters; by jurisdiction, type and year. */
export function listCells(scope: Scope, params: EscheatParams): Promise<CellLines> {
  const currency = params.currency ?? scope.issuer.currency;
  return withScope(
    scope,
    async (tx) => {
      const version = await findEscheatVersion(tx, scope, { ...params, currency });
      if (!version) return { version, currency, cells: [] };
      const { state, brand, "card-type": code } = params;
      const place = state === NO_JURISDICTION ? "" : state;
      const rows = await tx.execute<Row>(sql`
        select c.jurisdiction, y.code as "typeCode", y.name as "typeName", c.report_year as "reportYear", c.outcome,
          c.priority, c.cards, c.balance, c.claimed, c.unmeasured, c.foreseen, c.low, c.high,
          c.needs_counsel as "needsCounsel"
        from gold.escheat_forecast_cell c
        join silver.card_type y on y.issuer_id = c.issuer_id and y.id = c.card_type_id
        left join silver.brand b on b.issuer_id = y.issuer_id and b.id = y.brand_id
        where c.issuer_id = ${scope.issuerId} and c.forecast_id = ${version.id}
          ${place === undefined ? sql`` : sql`and c.jurisdiction = ${place}`}
          ${brand === undefined ? sql`` : sql`and b.code = ${brand}`}
          ${code === undefined ? sql`` : sql`and y.code = ${code}`}
        order by c.jurisdiction, y.code, c.report_year, c.outcome, c.priority`);
      return { version, currency: version.currency, cells: rows.map(lineOf) };
    },
    { readOnly: true },
  );
}

const lineOf = ({ balance, claimed, unmeasured, foreseen, ...row }: Row): CellLine => ({
  ...row,
  balance: BigInt(balance),
  claimed: BigInt(claimed),
  unmeasured: BigInt(unmeasured),
  foreseen: BigInt(foreseen),
});
