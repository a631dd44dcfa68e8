import { createHash } from "node:crypto";
import { Invalid } from "@/lib/errors";
import { entities } from "../constants";
import { asRead, type FileMapping, type Mapping, partFor } from "../mapping/schema";
import type { LoadPlan, LoadScope, PlannedFile } from "../plan";
import { type FileFacts, getFiles, storedSource } from "../queries/file";
import { areOneOrder } from "../row/dates";

/** Files with their parts of a mapping, in the order in which they must be loaded. @throws Invalid for a file without a part, or two orders of dates. */
export function planFiles(
  mapping: Mapping,
  files: readonly Omit<PlannedFile, "part">[],
): { files: PlannedFile[]; ignored: string[] } {
  refuseTwoOrders(mapping);
  const planned: PlannedFile[] = [];
  const ignored: string[] = [];
  for (const file of files) {
    if (isIgnored(mapping, file.name)) {
      ignored.push(file.name);
      continue;
    }
    const part = partFor(mapping, file.name);
    if (!part) {
      throw new Invalid(
        `The mapping "${mapping.name}" has no part for the file ${file.name}, and does not ignore it.`,
        {
          status: 422,
          fields: { [file.name]: "no part of the mapping fits this file's name" },
        },
      );
    }
    planned.push({ ...file, part });
  }
  if (planned.length === 0) throw new Invalid("There is no file to import.", { status: 422 });
  planned.sort(
    (a, b) => entities.indexOf(a.part.entity) - entities.indexOf(b.part.entity) || (a.name < b.name ? -1 : 1),
  );
  return { files: planned, ignored };
}

/** What a mapping says is one issuer's is loaded for no other: the same codes would be other people's cards. @throws Invalid. */
export function refuseOtherIssuer(mapping: Mapping, code: string): void {
  const wanted = mapping.issuer?.code;
  if (wanted === undefined || wanted === code) return;
  const said = `The mapping "${mapping.name}" is for the issuer ${wanted}, not for ${code}.`;
  throw new Invalid(`${said} Import for ${wanted}, or take "issuer" out of a copy of the mapping.`, {
    status: 422,
    fields: { mapping: `is for the issuer ${wanted}` },
  });
}

/**
 * A day that is read in whichever of two orders names one would be in December on the first line and in January on the next.
 * What was saved before this was refused stays listed, so it is asked for where a mapping is used. @throws Invalid.
 */
export function refuseTwoOrders(mapping: Mapping): void {
  const both = mapping.files.findIndex(({ dateFormats }) => !areOneOrder(dateFormats));
  const part = mapping.files[both];
  if (!part) return;
  const formats = part.dateFormats.join(" and ");
  throw new Invalid(
    `The mapping "${mapping.name}" reads the dates of ${part.match} as ${formats}: 01/12 may then be either day. Name one of them.`,
    {
      status: 422,
      fields: { [`files.${both}.dateFormats`]: `put the day both before the month and after it: ${formats}` },
    },
  );
}

export const isIgnored = (mapping: Mapping, name: string): boolean =>
  mapping.ignore.some((pattern) =>
    partFor({ ...mapping, files: mapping.files.slice(0, 1).map((part) => ({ ...part, match: pattern })) }, name),
  );

export function labelOf(names: readonly string[]): string {
  const [first = "nothing", ...rest] = names;
  return rest.length === 0 ? first : rest.length === 1 ? `${first} and ${rest[0]}` : `${first} and ${rest.length} more`;
}

/** How a part of a mapping reads a file, whatever the file is called: the same in the same words, in whatever order they were written. */
export function readingText(file: FileMapping): string {
  const { match, ...part } = asRead(file);
  return JSON.stringify(sorted(part));
}

/** Fingerprint of what is loaded and how: order and names of files do not matter, their bytes and mapping do. */
export function contentKeyOf(files: readonly PlannedFile[]): string {
  const parts = files.map((file) => `${file.sha256} ${readingText(file.part)}`);
  return createHash("sha256").update(parts.sort().join("\n")).digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

export function planOf(files: readonly PlannedFile[], jobRunId: number | null = null): LoadPlan {
  return {
    label: labelOf(files.map((file) => file.name)),
    contentKey: contentKeyOf(files),
    files,
    repairedIds: [],
    jobRunId,
  };
}

/** A plan for files that are stored. @throws NotFound, Invalid. */
export async function planStored(
  scope: LoadScope,
  fileIds: readonly number[],
  mapping: Mapping,
  jobRunId: number | null = null,
): Promise<LoadPlan> {
  refuseOtherIssuer(mapping, scope.issuer.code);
  const facts: FileFacts[] = await getFiles(scope, fileIds);
  const { files } = planFiles(
    mapping,
    facts.map((fact) => ({ fileId: fact.id, name: fact.name, sha256: fact.sha256, source: storedSource(scope, fact) })),
  );
  return planOf(files, jobRunId);
}
