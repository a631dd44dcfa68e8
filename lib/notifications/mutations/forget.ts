import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { type Erasable, readErasable } from "../queries/erasable";
import { expireProposals } from "./expire";

export type Forgotten = { readonly batches: number; readonly people: number };

type Options = {
  readonly now: Date;
  readonly transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** After each proposal: the part of them that is done. May throw to end it; what is done stays done. */
  readonly progress?: (fraction: number) => void;
};

/**
 * Removes the people of proposals that ended without a message and have been kept long enough. Each proposal is a
 * transaction of its own: its people, the mark on it and the line of the audit trail go together. Counts, sums and decisions
 * stay on the batch for ever; of what was approved and sent nobody is ever removed.
 */
export async function forgetPeople(scope: Scope, { now, progress, ...options }: Options): Promise<Forgotten> {
  const open = options.transaction ?? ((work) => withScope(scope, work));
  const due = await open(async (tx) => {
    await expireProposals(tx, scope, now);
    return readErasable(tx, scope, now);
  });
  let [batches, people] = [0, 0];
  for (const [index, one] of due.entries()) {
    const gone = await open((tx) => erase(tx, scope, one));
    if (gone !== null) {
      batches++;
      people += gone;
    }
    progress?.((index + 1) / due.length);
  }
  return { batches, people };
}

/** @returns how many people it had; null: it has to stay, or somebody else was faster. */
async function erase(tx: Tx, scope: Scope, { id, endedBefore }: Erasable): Promise<number | null> {
  const [row] = await tx.execute<{ gone: number | null }>(
    sql`select app.erase_proposal_people(${id}::int, ${endedBefore.toISOString()}::timestamptz) as gone`,
  );
  const gone = row?.gone ?? null;
  if (gone === null) return null;
  await writeAudit(tx, scope, {
    action: "notification.people-erased",
    subject: `batch ${id}`,
    detail: { people: gone },
  });
  return gone;
}
