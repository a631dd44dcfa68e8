import { sql } from "drizzle-orm";
import { withGate } from "@/db/client";
import { BUCKET_SIZE, paceOf, tokenDelays } from "../pace";
import { countGroup, readMarks, tellRefusal } from "../queries/mark";
import { type SenderMark, whyNotToSend } from "../restored";

/** A provider's row, with the rate that is configured now. */
export function ensureProvider(name: string, ratePerSecond: number): Promise<void> {
  return withGate("system", async (tx) => {
    await tx.execute(sql`
      insert into app.provider (name, rate_per_second, tokens, refilled_at)
      values (${name}, ${ratePerSecond}, ${BUCKET_SIZE}, clock_timestamp())
      on conflict (name) do update set rate_per_second = excluded.rate_per_second
        where provider.rate_per_second <> excluded.rate_per_second`);
  });
}

export type Taken =
  /**
   * Milliseconds from `from` (of the epoch, by the database's clock) at which each message may be begun, and the mark of
   * this group.
   */
  | { readonly can: "send"; readonly from: number; readonly delays: readonly number[]; readonly mark: SenderMark }
  | { readonly can: "rest"; readonly ms: number }
  | { readonly can: "nothing"; readonly why: "another-database" | "behind" };

/**
 * Takes `wanted` tokens of a provider's bucket, shared by all workers: one row, one update. The bucket may go below zero;
 * then the tokens are promised and come due as it fills. In the same transaction the database is asked whether it is the
 * one that has sent so far.
 */
export async function takeTokens(name: string, wanted: number, machine: SenderMark | null): Promise<Taken> {
  try {
    return await takeOf(name, wanted, machine);
  } catch (error) {
    if (!(error instanceof MayNotSend)) throw error;
    await withGate("system", (tx) => tellRefusal(tx, error.why));
    return { can: "nothing", why: error.why };
  }
}

/** Takes back what the transaction has done already. */
class MayNotSend extends Error {
  constructor(readonly why: "another-database" | "behind") {
    super(why);
  }
}

function takeOf(name: string, wanted: number, machine: SenderMark | null): Promise<Taken> {
  return withGate("system", async (tx): Promise<Taken> => {
    // The clock is read once the row is ours, or two that wait for it would be given the same moments.
    const taking = tx.execute<{ tokens: number; rate: number; resting: number | null; from: number }>(sql`
      with locked as materialized (select name from app.provider where name = ${name} for update),
        clock as materialized (select clock_timestamp() as at from locked)
      update app.provider p set
        tokens = case when rest_until > clock.at then tokens else
          least(${BUCKET_SIZE}::float8, tokens + greatest(0, extract(epoch from clock.at - refilled_at))::float8
            * rate_per_second * ${paceOf(1)}::float8) - ${wanted}::float8 end,
        refilled_at = case when rest_until > clock.at then refilled_at else greatest(refilled_at, clock.at) end
      from clock where name = ${name}
      returning tokens, rate_per_second as rate, extract(epoch from rest_until - clock.at)::float8 as resting,
        (extract(epoch from refilled_at) * 1000)::float8 as from`);
    const [{ kept, database }, [row], mark] = await Promise.all([readMarks(tx), taking, countGroup(tx)]);
    const why = whyNotToSend(kept, database, machine);
    if (why) throw new MayNotSend(why);
    if (!row) throw new Error(`There is no provider ${name}`);
    if (row.resting !== null && row.resting > 0) return { can: "rest", ms: row.resting * 1000 };
    return { can: "send", from: row.from, delays: tokenDelays(row.tokens, wanted, row.rate), mark };
  });
}

/** A provider that fails again and again is left alone by all workers for a while. */
export function restProvider(name: string, seconds: number, note: string): Promise<void> {
  return withGate("system", async (tx) => {
    await tx.execute(sql`
      update app.provider set note = ${note},
        rest_until = greatest(rest_until, clock_timestamp() + ${seconds}::float8 * interval '1 second')
      where name = ${name}`);
  });
}
