import type { CivilDate } from "@/lib/dates";
import type { Dimension } from "./constants";
import { type Amounts, addAmounts, figuresOf, NOTHING } from "./figures";
import type { BreakageRow, Member } from "./report";
import type { Filters } from "./schema";
import { type Segment, segmentOf } from "./segment";

/** What a report is cut by: groups, filters, and the age segments that one of them may speak of. */
export type Cut = {
  readonly by: readonly Dimension[];
  readonly filters: Filters;
  readonly segments: readonly Segment[];
};
export type Group = { readonly members: { [D in Dimension]?: Member }; readonly amounts: Amounts };

/** One row as the database gives it: a member's id and name per dimension, then the amounts. */
export type GroupRow = Record<`id${number}` | `name${number}`, string> & Record<keyof typeof amountColumns, string>;
export const amountColumns = { cards: 0, redemptions: 0, sold: 0, redeemed: 0, other: 0, gone: 0, escheated: 0 };

/** Years of birth become segments here, where the limits and the as-of date meet. */
export function groupsOf(rows: readonly GroupRow[], asOf: CivilDate, { by, segments }: Cut): Group[] {
  const found = new Map<string, Group>();
  for (const row of rows) {
    const members: Group["members"] = {};
    for (const [i, dimension] of by.entries()) {
      const member = { id: row[`id${i}`] ?? "", name: row[`name${i}`] ?? "" };
      members[dimension] =
        dimension === "segment" ? segmentOf(Number(member.id), asOf, segments) : named(dimension, member);
    }
    const key = keyOf(by, members);
    const amounts = addAmounts(found.get(key)?.amounts ?? NOTHING, amountsOf(row));
    found.set(key, { members, amounts });
  }
  return [...found.values()].filter((group) => !isNothing(group.amounts));
}

/** Words of ours have no other name than themselves; they are written like the names they stand among. */
const words: ReadonlySet<Dimension> = new Set(["business-model", "medium", "loop"]);

export function named(dimension: Dimension, member: Member): Member {
  if (member.id !== "unknown" && !words.has(dimension)) return member;
  return { ...member, name: member.id.charAt(0).toUpperCase() + member.id.slice(1) };
}

const keyOf = (by: readonly Dimension[], members: Group["members"]) =>
  JSON.stringify(by.map((dimension) => members[dimension]?.id));
const isNothing = (amounts: Amounts) => Object.values(amounts).every((amount) => Number(amount) === 0);

function amountsOf(row: GroupRow): Amounts {
  return {
    cards: Number(row.cards),
    redemptions: Number(row.redemptions),
    sold: BigInt(row.sold),
    redeemed: BigInt(row.redeemed),
    other: BigInt(row.other),
    lapsed: BigInt(row.gone),
    escheated: BigInt(row.escheated),
  };
}

/** Most unredeemed value first; a group that exists only in the period compared with is kept, so that its total adds up. */
export function rowsOf(by: readonly Dimension[], groups: readonly Group[], before: readonly Group[]): BreakageRow[] {
  const earlier = new Map(before.map((group) => [keyOf(by, group.members), group]));
  const rows = groups.map((group) => {
    const key = keyOf(by, group.members);
    const other = earlier.get(key);
    earlier.delete(key);
    return { ...figuresOf(group.amounts), members: group.members, before: other ? figuresOf(other.amounts) : null };
  });
  const gone = [...earlier.values()].map((group) => ({
    ...figuresOf(NOTHING),
    members: group.members,
    before: figuresOf(group.amounts),
  }));
  const ordered = [...rows, ...gone].map((row) => ({ row, key: keyOf(by, row.members) }));
  ordered.sort((a, b) => compare(b.row.unredeemed, a.row.unredeemed) || (a.key < b.key ? -1 : 1));
  return ordered.map(({ row }) => row);
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
