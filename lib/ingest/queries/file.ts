import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { withScope } from "@/db/client";
import { file, fileChunk } from "@/db/schema/import";
import { NotFound } from "@/lib/errors";
import type { LoadScope } from "../plan";
import type { ByteSource } from "../reader/source";

export type FileFacts = { id: number; name: string; size: number; sha256: string };

/** Whole files only: one that is still arriving does not exist yet. @throws NotFound. */
export async function getFiles(scope: LoadScope, ids: readonly number[]): Promise<FileFacts[]> {
  const rows = await withScope(
    scope,
    (tx) =>
      tx
        .select({ id: file.id, name: file.name, size: file.size, sha256: file.sha256 })
        .from(file)
        .where(and(eq(file.issuerId, scope.issuerId), inArray(file.id, [...ids]), isNotNull(file.sha256))),
    { readOnly: true },
  );
  return ids.map((id) => {
    const found = rows.find((row) => row.id === id);
    if (!found?.sha256) throw new NotFound("This file");
    return { ...found, sha256: found.sha256 };
  });
}

/** A stored file as bytes to read: one piece in memory at a time, each asked for when it is wanted. */
export function storedSource(scope: LoadScope, stored: { id: number; name: string; size: number }): ByteSource {
  return {
    name: stored.name,
    size: stored.size,
    async *open() {
      for (let seq = 0; ; seq++) {
        const [chunk] = await withScope(
          scope,
          (tx) =>
            tx
              .select({ bytes: fileChunk.bytes })
              .from(fileChunk)
              .where(
                and(eq(fileChunk.fileId, stored.id), eq(fileChunk.issuerId, scope.issuerId), eq(fileChunk.seq, seq)),
              )
              .orderBy(asc(fileChunk.seq)),
          { readOnly: true },
        );
        if (!chunk) return;
        yield chunk.bytes;
      }
    },
  };
}
