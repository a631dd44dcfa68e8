import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { withScope } from "@/db/client";
import { file, fileChunk } from "@/db/schema/import";
import { NotFound } from "@/lib/errors";
import { mappingOf } from "../mapping/complete";
import { placeColumns } from "../mapping/places";
import type { FileMapping } from "../mapping/schema";
import { type FileSuggestion, type KnownCodes, suggestFile } from "../mapping/suggest";
import type { LoadScope } from "../plan";
import type { Row } from "../reader/csv";
import type { ByteSource } from "../reader/source";
import { type FileFormat, type FormatOverride, findFormat, firstRows } from "../reader/table";

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

export type FilePreview = {
  file: FileFacts;
  format: FileFormat;
  /** The first lines as they stand, header included. */
  rows: readonly Row[];
  suggestion: FileSuggestion;
  mapping: FileMapping;
};

const PREVIEW_ROWS = 100;

/** What is in a file and how it might be read; `known` are codes of other files of the same upload. */
export async function previewFile(
  scope: LoadScope,
  fileId: number,
  options: FormatOverride & { entity?: FileMapping["entity"]; known?: KnownCodes } = {},
): Promise<FilePreview> {
  const [facts] = await getFiles(scope, [fileId]);
  if (!facts) throw new NotFound("This file");
  const source = storedSource(scope, facts);
  const format = await findFormat(source, options);
  const rows = await firstRows(source, format, PREVIEW_ROWS);
  const cells = rows.map((row) => row.cells);
  const suggestion = suggestFile(facts.name, cells, options.known ?? {}, options.entity);
  return { file: facts, format, rows, suggestion, mapping: mappingOf(facts.name, suggestion) };
}

const order = ["merchant", "brand", "card_type", "customer", "card", "card_transaction"] as const;

/** Previews files of one upload together, so that the codes of one tell what the columns of another hold. */
export async function previewFiles(scope: LoadScope, fileIds: readonly number[]): Promise<FilePreview[]> {
  const first = await Promise.all(fileIds.map((id) => previewFile(scope, id)));
  const known: Record<string, Set<string>> = {};
  for (const preview of first) {
    const key = preview.suggestion.columns.code ?? preview.suggestion.columns.id;
    if (!key) continue;
    const codes = known[preview.suggestion.entity] ?? new Set<string>();
    for (const row of preview.rows) codes.add(row.cells[key.column]?.trim() ?? "");
    known[preview.suggestion.entity] = codes;
  }
  const again = await Promise.all(fileIds.map((id) => previewFile(scope, id, { known: known as KnownCodes })));
  return again.sort((a, b) => order.indexOf(a.suggestion.entity) - order.indexOf(b.suggestion.entity));
}

/** The first rows under a mapping, as they will be understood: what the mapping screen shows beside each column. */
export function columnsOf(mapping: FileMapping, header: readonly string[] | null) {
  return placeColumns(mapping, header);
}
