import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Scope } from "@/lib/identity/scope";
import type { Outcome } from "../constants";
import { messagesPerPage } from "../sending/constants";
import { readBatch } from "./seal";

export type MessageLine = {
  readonly key: string;
  readonly mailbox: string;
  readonly channel: string;
  readonly outcome: Outcome;
  readonly note: string | null;
  readonly subject: string | null;
  readonly attempts: number;
  readonly endedAt: string;
};

/** Messages of a batch that have ended, newest first. @throws NotFound. */
export function listMessages(
  scope: Scope,
  batchId: number,
  page: number,
): Promise<{ items: MessageLine[]; total: number }> {
  return withScope(
    scope,
    async (tx) => {
      await readBatch(tx, scope, batchId);
      const rows = await tx.execute<MessageLine & { total: number }>(sql`
        select message_key as key, mailbox, channel, outcome, note, subject, attempts, ended_at as "endedAt",
          count(*) over ()::int as total
        from app.message where issuer_id = ${scope.issuerId} and batch_id = ${batchId}
        order by ended_at desc, message_key limit ${messagesPerPage} offset ${(page - 1) * messagesPerPage}`);
      const items = rows.map(({ total: _, ...row }) => ({ ...row, endedAt: new Date(row.endedAt).toISOString() }));
      return { items, total: rows[0]?.total ?? 0 };
    },
    { readOnly: true },
  );
}
