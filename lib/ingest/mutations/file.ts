import { createHash } from "node:crypto";
import { and, eq, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { file, fileChunk } from "@/db/schema/import";
import { NotFound } from "@/lib/errors";
import { readerLimits } from "../limits";
import type { LoadScope } from "../plan";
import { refuseName, refuseSize, sizeText, UnreadableFile } from "../reader/source";

const CHUNK = 1024 * 1024;

export type StoredFile = { id: number; name: string; size: number; sha256: string };

/**
 * Takes a file in as it arrives, piece by piece, so that no machine needs a common disk and memory holds one piece.
 * Until the last byte is there it has no fingerprint and nothing uses it; cut off in the middle it is removed. The same
 * file again is the file that is there.
 */
export async function storeFile(
  scope: LoadScope,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  mostBytes: number = readerLimits.fileBytes,
): Promise<StoredFile> {
  refuseName(name, "name");
  const id = await openFile(scope, name);
  try {
    const hash = createHash("sha256");
    let size = 0;
    let seq = 0;
    for await (const chunk of inChunks(bytes)) {
      size += chunk.length;
      if (size > mostBytes) throw new UnreadableFile(name, `The file is larger than ${sizeText(mostBytes)}. Split it.`);
      hash.update(chunk);
      const at = seq++;
      await withScope(scope, (tx) =>
        tx.insert(fileChunk).values({ issuerId: scope.issuerId, fileId: id, seq: at, bytes: chunk }),
      );
    }
    refuseSize(name, size, mostBytes);
    return await closeFile(scope, { id, name, size, sha256: hash.digest("hex") });
  } catch (error) {
    // What has failed may be the database itself; a file without a fingerprint is never used and swept up later.
    await removeFile(scope, id).catch(() => undefined);
    throw error;
  }
}

function openFile(scope: LoadScope, name: string): Promise<number> {
  return withScope(scope, async (tx) => {
    await tx
      .delete(file)
      .where(
        and(eq(file.issuerId, scope.issuerId), isNull(file.sha256), lt(file.uploadedAt, sql`now() - interval '1 day'`)),
      );
    const [made] = await tx
      .insert(file)
      .values({ issuerId: scope.issuerId, name: name.trim(), uploadedBy: scope.personId })
      .returning({ id: file.id });
    if (!made) throw new Error("The file was not stored");
    return made.id;
  });
}

function closeFile(scope: LoadScope, done: StoredFile): Promise<StoredFile> {
  return withScope(scope, async (tx) => {
    const [same] = await tx
      .select({ id: file.id })
      .from(file)
      .where(
        and(
          eq(file.issuerId, scope.issuerId),
          eq(file.sha256, done.sha256),
          eq(file.name, done.name.trim()),
          ne(file.id, done.id),
        ),
      )
      .limit(1);
    if (same) {
      await tx.delete(file).where(and(eq(file.id, done.id), eq(file.issuerId, scope.issuerId)));
      return { ...done, id: same.id };
    }
    await tx
      .update(file)
      .set({ size: done.size, sha256: done.sha256 })
      .where(and(eq(file.id, done.id), eq(file.issuerId, scope.issuerId)));
    return done;
  });
}

/** Takes a file back that no batch was made of. @throws NotFound. */
export async function removeFile(scope: LoadScope, id: number): Promise<void> {
  const gone = await withScope(scope, (tx) =>
    tx
      .delete(file)
      .where(and(eq(file.id, id), eq(file.issuerId, scope.issuerId)))
      .returning({ id: file.id }),
  );
  if (gone.length === 0) throw new NotFound("This file");
}

/** Takes a file back unless a batch was made of it, owners were sent it, or a run is about to read it. Says whether it is gone. */
export async function removeUnusedFile(scope: LoadScope, id: number): Promise<boolean> {
  const mark = JSON.stringify([{ fileId: id }]);
  return withScope(scope, async (tx) => {
    const gone = await tx.execute(sql`
      delete from bronze.file f where f.id = ${id} and f.issuer_id = ${scope.issuerId}
        and not exists (select from app.import_batch b where b.issuer_id = f.issuer_id and b.files @> ${mark}::text::jsonb)
        and not exists (select from app.letter_batch l where l.issuer_id = f.issuer_id
          and l.files @> jsonb_build_array(jsonb_build_object('sha256', f.sha256)))
        and not exists (select from app.job_run r where r.issuer_id = f.issuer_id and r.state in ('queued', 'running')
          and r.input -> 'fileIds' @> to_jsonb(f.id))
      returning f.id`);
    return gone.length > 0;
  });
}

export function findFile(scope: LoadScope, sha256: string, name: string): Promise<StoredFile | null> {
  return withScope(
    scope,
    async (tx) => {
      const [found] = await tx
        .select({ id: file.id, name: file.name, size: file.size, sha256: file.sha256 })
        .from(file)
        .where(
          and(eq(file.issuerId, scope.issuerId), eq(file.sha256, sha256), eq(file.name, name), isNotNull(file.sha256)),
        )
        .limit(1);
      return found?.sha256 ? { ...found, sha256: found.sha256 } : null;
    },
    { readOnly: true },
  );
}

async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of bytes) {
    for (let at = 0; at < part.length; at += CHUNK) {
      const piece = part.subarray(at, at + CHUNK);
      parts.push(piece);
      length += piece.length;
      if (length < CHUNK) continue;
      yield Buffer.concat(parts);
      parts = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(parts);
}
