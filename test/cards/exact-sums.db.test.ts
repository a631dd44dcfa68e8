import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { withScope } from "@/db/client";
import { FACT_SUMS } from "@/lib/cards/queries/state";
import { fromDecimal, toDecimal } from "@/lib/money";
import { makeIssuer } from "../support/cards";

const ROWS = 1_000_000;
/** A tenth are cards of 1,000.00, which three digits before the point cannot hold. */
const THOUSAND = 100_000n;
/** One of these a row, and the sums pass 2^53: as floats they would lose cents. */
const LARGE = 100_000_000_003n;

/** The amount of row n, here and in the statement below. */
const amountOf = (n: number): bigint =>
  n % 10 === 0 ? THOUSAND : n % 10 === 5 ? LARGE : BigInt((n * 7_919) % 99_991) + 1n;

it("sums of a million events, cards of 1,000.00 and amounts beyond 2^53 among them, are exact to the cent", async () => {
  const scope = await makeIssuer("EXACT");
  const [found] = await withScope(scope, async (tx) => {
    await tx.execute(sql`create temp table fact (kind text, counts_as text, amount bigint) on commit drop`);
    await tx.execute(sql`insert into fact
      select kind, kind, case kind when 'sale' then amount else -amount end from (
        select case when n % 2 = 0 then 'sale' else 'redemption' end as kind,
          case when n % 10 = 0 then ${String(THOUSAND)}::bigint when n % 10 = 5 then ${String(LARGE)}::bigint
            else n * 7919 % 99991 + 1 end as amount
        from generate_series(1, ${ROWS}::bigint) n) f`);
    const sums = sql.raw(`${FACT_SUMS.sold} as sold, ${FACT_SUMS.redeemed} as redeemed, ${FACT_SUMS.cards} as cards`);
    return tx.execute<Record<"sold" | "redeemed" | "cards", string>>(sql`select ${sums} from fact t`);
  });
  let [sold, redeemed, asFloat] = [0n, 0n, 0];
  for (let n = 1; n <= ROWS; n++) {
    const amount = amountOf(n);
    if (n % 2 === 0) sold += amount;
    else {
      redeemed += amount;
      asFloat += Number(amount) / 100;
    }
  }
  expect(redeemed).toBeGreaterThan(2n ** 53n);
  expect([found?.sold, found?.redeemed, found?.cards]).toEqual([String(sold), String(redeemed), String(ROWS / 2)]);
  expect(fromDecimal(toDecimal(redeemed, "USD"), "USD")).toBe(redeemed);
  // What this is about: in floats the same sum is another one.
  expect(asFloat.toFixed(2)).not.toBe(toDecimal(redeemed, "USD"));
});

it("one card of 1,000.00 is 1,000.00 in and out, and a cent less is 999.99", () => {
  expect([fromDecimal("1000.00", "USD"), fromDecimal("999.99", "USD")]).toEqual([100_000n, 99_999n]);
  expect([toDecimal(100_000n, "USD"), toDecimal(99_999n, "USD")]).toEqual(["1000.00", "999.99"]);
});
