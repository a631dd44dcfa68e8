import type { EscheatOutcome } from "../determination";
import { outcomes } from "../determination";
import { type EscheatFigures, figuresOf, type Slice, type SliceBasis, type StoredCell, slicesBy } from "./report";

export type OutcomeFigures = Pick<EscheatFigures, "cards" | "balance" | "claimed" | "unmeasured" | "foreseen">;

/** Counts of one jurisdiction and year, and what the columns beside the years hold. */
export type YearCell = OutcomeFigures & { readonly reportYear: number };

export type JurisdictionRow = EscheatFigures & {
  readonly jurisdiction: string;
  readonly years: readonly YearCell[];
  readonly exempt: OutcomeFigures;
  readonly counsel: OutcomeFigures;
};

export type YearRow = EscheatFigures & { readonly reportYear: number };

/** A member of what the table is grouped by. */
export type Member = { readonly id: string; readonly name: string };
export type GroupRow = EscheatFigures & {
  readonly member: Member;
  readonly exempt: OutcomeFigures;
  readonly counsel: OutcomeFigures;
};

export type EscheatTable = {
  readonly total: EscheatFigures;
  readonly byOutcome: Readonly<Record<EscheatOutcome, OutcomeFigures>>;
  /** Years in which something falls to a state as the law is read now, or may by another reading; the earliest first. */
  readonly years: readonly YearRow[];
  /** The most money first. */
  readonly jurisdictions: readonly JurisdictionRow[];
  readonly groups: readonly GroupRow[];
};

const isDated = ({ reportYear }: { readonly reportYear: number }) => reportYear > 0;

export function tableOf(slice: Slice, basis: SliceBasis, memberOf: (cardTypeId: number) => Member): EscheatTable {
  const years = [...slicesBy(slice, ({ reportYear }) => reportYear)].filter(([reportYear]) => reportYear > 0);
  const members = new Map<string, Member>();
  const groups = slicesBy(slice, ({ cardTypeId }) => {
    const member = memberOf(cardTypeId);
    members.set(member.id, member);
    return member.id;
  });
  return {
    total: figuresOf(slice, basis),
    byOutcome: outcomesOf(slice.cells),
    years: years
      .map(([reportYear, part]) => ({ reportYear, ...figuresOf(part, basis) }))
      .sort((a, b) => a.reportYear - b.reportYear),
    jurisdictions: [...slicesBy(slice, ({ jurisdiction }) => jurisdiction)]
      .map(([jurisdiction, part]) => rowOf(jurisdiction, part, basis))
      .sort((a, b) => byMoney(a, b) || a.jurisdiction.localeCompare(b.jurisdiction, "en")),
    groups: [...groups]
      .map(([id, part]) => {
        const { exempt, "needs-counsel": counsel } = outcomesOf(part.cells);
        return { member: members.get(id) ?? { id, name: id }, ...figuresOf(part, basis), exempt, counsel };
      })
      .sort((a, b) => byMoney(a, b) || a.member.name.localeCompare(b.member.name, "en")),
  };
}

function byMoney(a: EscheatFigures, b: EscheatFigures): number {
  if (a.foreseen !== b.foreseen) return a.foreseen > b.foreseen ? -1 : 1;
  return a.balance === b.balance ? 0 : a.balance > b.balance ? -1 : 1;
}

function rowOf(jurisdiction: string, slice: Slice, basis: SliceBasis): JurisdictionRow {
  const { exempt, "needs-counsel": counsel } = outcomesOf(slice.cells);
  const dated = slice.cells.filter(isDated);
  const years = [...new Set(dated.map(({ reportYear }) => reportYear))].sort();
  return {
    jurisdiction,
    ...figuresOf(slice, basis),
    years: years.map((reportYear) => ({
      reportYear,
      ...sumsOf(dated.filter((cell) => cell.reportYear === reportYear)),
    })),
    exempt,
    counsel,
  };
}

const outcomesOf = (cells: readonly StoredCell[]) =>
  Object.fromEntries(
    outcomes.map((outcome) => [outcome, sumsOf(cells.filter((cell) => cell.outcome === outcome))]),
  ) as Record<EscheatOutcome, OutcomeFigures>;

function sumsOf(cells: readonly StoredCell[]): OutcomeFigures {
  const sum = (key: "balance" | "claimed" | "unmeasured" | "foreseen") =>
    cells.reduce((total, cell) => total + cell[key], 0n);
  return {
    cards: cells.reduce((total, { cards }) => total + cards, 0),
    balance: sum("balance"),
    claimed: sum("claimed"),
    unmeasured: sum("unmeasured"),
    foreseen: sum("foreseen"),
  };
}
