import { toDecimal } from "@/lib/money";
import type { Moved } from "../forecast/queries/moved";
import { NOTHING_SINCE, type Since } from "../forecast/since";
import { causes, type Movement } from "../forecast/what-moved";
import { wholeMinor } from "./amounts";
import { changeIn } from "./moved-view";

type Found = Extract<Moved, { readonly status: "ok" }>;

/** What moved between two versions as REST and the command line print it; amounts are decimal strings. */
export function movedJson({ currency, before, after, by, moved, since, names, isSameModel }: Found): object {
  const amount = (minor: bigint) => toDecimal(minor, currency);
  const side = ({ id, dataDate, total }: Found["before"]) => ({
    version: id,
    asOf: dataDate,
    breakage: amount(wholeMinor(total.expectedBreakage)),
  });
  const movement = (one: Movement) => ({
    before: amount(one.before),
    ...Object.fromEntries(causes.map((cause) => [cause, amount(one.parts[cause])])),
    after: amount(one.after),
    change: amount(changeIn(one)),
  });
  const sinceOf = ({ cardsSold, redeemed }: Since) => ({ cardsSold, redeemed: amount(redeemed) });
  return {
    currency,
    before: side(before),
    after: side(after),
    by,
    isSameModel,
    rows: moved.groups.map((one) => ({
      [by]: { id: one.group || "unknown", name: names.get(one.group) || one.group || "unknown" },
      ...movement(one),
      since: sinceOf(since.get(one.group) ?? NOTHING_SINCE),
    })),
    total: movement(moved.total),
  };
}
