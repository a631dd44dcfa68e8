import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { civilDateIn } from "@/lib/dates";
import { t } from "@/lib/messages/message";
import type { LoadScope, Notice } from "../plan";
import type { FileReading } from "./aside";
import { id } from "./staging";

/** Fingerprint of a row as it stands and of how it is read, whatever its file is called and wherever it stands there. */
export function contentOf({ file }: Pick<FileReading, "file">, cells: readonly string[]): string {
  const { match, ...part } = file.part;
  return createHash("sha256")
    .update(JSON.stringify([part, cells]))
    .digest("hex");
}

/**
 * The same row with the same reasons as an earlier batch has kept it: one that still waits before one that was given up by
 * a person or, repaired, is loaded. What was given up because a later row stands for it is no answer to a row that comes.
 */
export const sameRow = (issuerId: number, batchId: number): SQL => sql`
  select o.id, o.batch_id, b.recorded_at,
    case when o.loaded_by_batch_id is not null then 'loaded' when o.dismissed_at is not null then 'dismissed' else 'waiting' end as state
  from bronze.refused_row o join app.import_batch b on b.id = o.batch_id and b.issuer_id = o.issuer_id
  where o.issuer_id = ${id(issuerId)} and o.content = r.content and o.batch_id <> ${id(batchId)}
    and jsonb_path_query_array(o.problems, '$[*].reason') = jsonb_path_query_array(r.problems, '$[*].reason')
  order by o.loaded_by_batch_id is not null, o.dismissed_at is not null, o.id limit 1`;

type KnownState = "waiting" | "dismissed" | "loaded";
export type KnownGroup = { state: KnownState; n: number; firstBatch: number; since: string };

/** Rows that were kept from before, by file and by what has become of them. */
export class KnownRows {
  private readonly files = new Map<string, Map<KnownState, { n: number; firstBatch: number; since: Date }>>();

  add(file: string, groups: readonly KnownGroup[]): void {
    const states = this.files.get(file) ?? new Map<KnownState, { n: number; firstBatch: number; since: Date }>();
    this.files.set(file, states);
    for (const { state, n, firstBatch, since } of groups) {
      const before = states.get(state);
      const at = new Date(since);
      states.set(state, {
        n: n + (before?.n ?? 0),
        firstBatch: Math.min(firstBatch, before?.firstBatch ?? firstBatch),
        since: before && before.since < at ? before.since : at,
      });
    }
  }

  notices(timeZone: string): Notice[] {
    return [...this.files].flatMap(([file, states]) =>
      [...states].map(([state, { n, firstBatch, since }]) => ({
        file,
        text: t(`imports.again.${state}`, { n, since: civilDateIn(timeZone, since), batch: firstBatch }),
      })),
    );
  }
}

/** Rows that later batches have brought again go on waiting there when the batch that kept them first is withdrawn. */
export async function handOver(tx: Tx, { issuerId }: LoadScope, batchId: number): Promise<void> {
  await tx.execute(sql`
    with heir as (
      select distinct on (a.refused_id) a.refused_id, a.batch_id, a.file_name, a.line
      from bronze.refused_again a join bronze.refused_row r on r.id = a.refused_id and r.issuer_id = a.issuer_id
      where r.issuer_id = ${issuerId} and r.batch_id = ${batchId}
      order by a.refused_id, a.batch_id, a.file_name, a.line
    ), moved as (
      update bronze.refused_row r set batch_id = h.batch_id, file_name = h.file_name, line = h.line
      from heir h where r.id = h.refused_id and r.issuer_id = ${issuerId}
    )
    delete from bronze.refused_again a using heir h
    where a.issuer_id = ${issuerId} and a.refused_id = h.refused_id and a.batch_id = h.batch_id
      and a.file_name = h.file_name and a.line = h.line`);
  await tx.execute(sql`delete from bronze.refused_again where issuer_id = ${issuerId} and batch_id = ${batchId}`);
}
