import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { EscheatOutcome } from "../determination";
import { STATUTE_CURRENCY } from "../exemption";
import { type CalendarYear, calendarOf, type YearCell } from "../filing/calendar";
import { reportDates } from "../filing/report-dates";
import { findEscheatVersion } from "./forecast-versions";
import { listLetterBatches } from "./letters";
import { listReports } from "./reports";
import { readRulebook } from "./rulebook";

export type UnsettledPlace = { readonly jurisdiction: string; readonly cards: number; readonly balance: bigint };

export type EscheatCalendar = {
  readonly asOf: CivilDate;
  readonly currency: string;
  /** The escheat forecast that says what falls when; null: none is of data up to the day. */
  readonly version: { readonly id: number; readonly asOf: CivilDate; readonly createdAt: string } | null;
  readonly years: readonly CalendarYear[];
  /** Cards that have no place in it, because counsel has to say first. */
  readonly unsettled: readonly UnsettledPlace[];
};

type CellRow = {
  jurisdiction: string;
  report_year: number;
  outcome: EscheatOutcome;
  priority: number;
  cards: number;
  claimed: string;
  balance: string;
  unmeasured: string;
};

/** What is due to whom and by when, as of a date: states are paid in dollars, so that only these count. */
export async function getCalendar(scope: Scope, asOf: CivilDate): Promise<EscheatCalendar> {
  const [reports, letters, read] = await Promise.all([
    listReports(scope),
    listLetterBatches(scope),
    withScope(
      scope,
      async (tx) => {
        const rulebook = await readRulebook(tx, scope);
        const version = await findEscheatVersion(tx, scope, { currency: STATUTE_CURRENCY, asOf });
        const cells = version
          ? await tx.execute<CellRow>(sql`
              select jurisdiction, report_year, outcome, priority, sum(cards)::int as cards, sum(claimed)::text as claimed,
                sum(balance)::text as balance, sum(unmeasured)::text as unmeasured
              from gold.escheat_forecast_cell
              where issuer_id = ${scope.issuerId} and forecast_id = ${version.id} and outcome <> 'exempt'
              group by 1, 2, 3, 4 order by 1, 2, 3, 4`)
          : [];
        return { rulebook, version, cells: [...cells] };
      },
      { readOnly: true },
    ),
  ]);
  const { rulebook, version, cells } = read;
  return {
    asOf,
    currency: STATUTE_CURRENCY,
    version: version && { id: version.id, asOf: version.asOf, createdAt: version.createdAt },
    years: calendarOf({
      asOf,
      cells: cells.map(cellOf),
      reports,
      letters,
      datesOf: (jurisdiction, year) => reportDates(rulebook, jurisdiction, year),
    }),
    unsettled: unsettledOf(cells),
  };
}

const cellOf = (row: CellRow): YearCell => ({
  jurisdiction: row.jurisdiction,
  reportYear: row.report_year,
  outcome: row.outcome,
  priority: row.priority,
  cards: row.cards,
  claimed: BigInt(row.claimed),
  unmeasured: BigInt(row.unmeasured),
});

function unsettledOf(cells: readonly CellRow[]): UnsettledPlace[] {
  const places = new Map<string, UnsettledPlace>();
  for (const { jurisdiction, outcome, cards, balance } of cells) {
    if (outcome !== "needs-counsel") continue;
    const before = places.get(jurisdiction) ?? { jurisdiction, cards: 0, balance: 0n };
    places.set(jurisdiction, { jurisdiction, cards: before.cards + cards, balance: before.balance + BigInt(balance) });
  }
  return [...places.values()].sort((a, b) => (a.balance > b.balance ? -1 : a.balance < b.balance ? 1 : 0));
}
