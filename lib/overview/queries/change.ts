import { withScope } from "@/db/client";
import { type Amounts, figuresOf, NOTHING, sumFigures } from "@/lib/breakage/figures";
import { upTo } from "@/lib/breakage/period";
import { basisOf, readContext } from "@/lib/breakage/queries/context";
import { readStock } from "@/lib/breakage/queries/report";
import type { Member } from "@/lib/breakage/report";
import type { Scope } from "@/lib/identity/scope";
import type { Change, ChangeRow } from "../overview";
import { changeParts, dayBefore } from "../roll-forward";
import type { OverviewParams } from "../schema";
import { changeSentences } from "../sentences";
import { plainWriting, type Writing } from "../writing";

/** What moved the liability between the ends of the period: by card type or brand, and by sales, redemptions, lapses and the rest. */
export function getChange(scope: Scope, params: OverviewParams, write: Writing = plainWriting): Promise<Change> {
  return withScope(
    scope,
    async (tx) => {
      const context = await readContext(tx, scope, params.knownAt);
      const basis = basisOf(scope, context, params);
      const period = upTo(basis.period, basis.asOf);
      const [before, after] = await Promise.all([
        readStock(tx, context, { asOf: dayBefore(period.from), currency: basis.currency }, [params.by]),
        readStock(tx, context, { asOf: period.to, currency: basis.currency }, [params.by]),
      ]);
      const members = new Map<string, { member: Member; before: Amounts; after: Amounts }>();
      for (const [side, groups] of Object.entries({ before, after })) {
        for (const { members: by, amounts } of groups) {
          const member = by[params.by];
          if (!member) continue;
          const known = members.get(member.id) ?? { member, before: NOTHING, after: NOTHING };
          members.set(member.id, { ...known, [side]: amounts });
        }
      }
      const rows = [...members.values()]
        .map((one): ChangeRow => ({ member: one.member, ...changeParts(one.before, one.after) }))
        .filter((row) => row.sales !== 0n || row.redemptions !== 0n || row.lapses !== 0n || row.other !== 0n)
        .sort((a, b) => compare(size(b.change), size(a.change)) || (a.member.id < b.member.id ? -1 : 1));
      const [opening, closing] = [before, after].map((groups) => sumFigures(groups.map((group) => group.amounts)));
      return {
        by: params.by,
        period,
        opening: (opening ?? figuresOf(NOTHING)).owed,
        closing: (closing ?? figuresOf(NOTHING)).owed,
        rows,
        total: changeParts(opening ?? NOTHING, closing ?? NOTHING),
        sentences: changeSentences(rows, basis.currency, write),
      };
    },
    { readOnly: true },
  );
}

const size = (amount: bigint) => (amount < 0n ? -amount : amount);
const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
