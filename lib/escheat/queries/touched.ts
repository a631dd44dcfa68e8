import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { PropertyKind } from "../constants";
import type { EscheatOutcome } from "../determination";
import type { Touched, TouchedBasis, TouchedLine } from "../touched";
import type { WhichLaw } from "./rulebook";

type Sums = { cards: number; balance: string; claimed: string; unmeasured: string };

const sums = sql`sum(c.cards)::int as cards, sum(c.balance)::text as balance, sum(c.claimed)::text as claimed,
  sum(c.unmeasured)::text as unmeasured`;

/** Cells of the version whose card types are of this kind of property. */
const cells = (scope: Scope, { forecastId }: TouchedBasis, property: PropertyKind) => sql`
  gold.escheat_forecast_cell c join silver.card_type y on y.issuer_id = c.issuer_id and y.id = c.card_type_id
  where c.issuer_id = ${scope.issuerId} and c.forecast_id = ${forecastId}
    and ${property === "open-loop" ? sql`y.business_model = 'open'` : sql`y.business_model in ('closed', 'semi-closed')`}`;

/** The newest forecast of what falls to states, of data up to the day; in the issuer's reporting currency. */
export async function findTouchedBasis(tx: Tx, scope: Scope, asOf: CivilDate): Promise<TouchedBasis | null> {
  const [found] = await tx.execute<TouchedBasis>(sql`
    select id as "forecastId", as_of::text as "asOf", currency from gold.escheat_forecast
    where issuer_id = ${scope.issuerId} and currency = ${scope.issuer.currency} and as_of <= ${asOf}::date
    order by as_of desc, id desc limit 1`);
  return found ?? null;
}

export async function readTouched(
  tx: Tx,
  scope: Scope,
  basis: TouchedBasis,
  property: PropertyKind,
): Promise<Map<string, Touched>> {
  const rows = await tx.execute<Sums & { jurisdiction: string }>(
    sql`select c.jurisdiction, ${sums} from ${cells(scope, basis, property)} group by c.jurisdiction`,
  );
  return new Map(rows.map((row) => [row.jurisdiction, touchedOf(row)]));
}

/** By outcome and report year, the earliest year first. */
export async function readTouchedLines(
  tx: Tx,
  scope: Scope,
  basis: TouchedBasis,
  { jurisdiction, property }: WhichLaw,
): Promise<TouchedLine[]> {
  const rows = await tx.execute<Sums & { outcome: EscheatOutcome; year: number }>(sql`
    select c.outcome, c.report_year as year, ${sums} from ${cells(scope, basis, property)}
      and c.jurisdiction = ${jurisdiction}
    group by c.outcome, c.report_year order by c.report_year = 0, c.report_year, c.outcome`);
  return rows.map((row) => ({ ...touchedOf(row), outcome: row.outcome, reportYear: row.year === 0 ? null : row.year }));
}

/** Whether the jurisdiction decides cards of the other kind too: lists of its cards then hold both. */
export async function hasOtherKind(
  tx: Tx,
  scope: Scope,
  basis: TouchedBasis,
  { jurisdiction, property }: WhichLaw,
): Promise<boolean> {
  const other = property === "open-loop" ? "closed-loop" : "open-loop";
  const found = await tx.execute(
    sql`select 1 from ${cells(scope, basis, other)} and c.jurisdiction = ${jurisdiction} limit 1`,
  );
  return found.length > 0;
}

const touchedOf = ({ cards, balance, claimed, unmeasured }: Sums): Touched => ({
  cards,
  balance: BigInt(balance),
  claimed: BigInt(claimed),
  unmeasured: BigInt(unmeasured),
});
