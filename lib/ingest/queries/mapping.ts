import { readFileSync, statSync } from "node:fs";
import { asc, eq } from "drizzle-orm";
import { withScope } from "@/db/client";
import { importMapping } from "@/db/schema/import";
import { Invalid } from "@/lib/errors";
import { type Mapping, mappingSchema } from "../mapping/schema";
import athena from "../mappings/athena-v2.json";
import type { LoadScope } from "../plan";

export type SavedMapping = { id: number | null; name: string; mapping: Mapping; updatedAt: Date | null };

/** Mappings that ship with the project; they cannot be changed, only saved under another name. */
export const shippedMappings: readonly SavedMapping[] = [
  { id: null, name: "athena-v2", mapping: mappingSchema.parse(athena), updatedAt: null },
];

/** The issuer's own mappings by name, then those that ship. What is stored but no longer understood is left out. */
export async function listMappings(scope: LoadScope): Promise<SavedMapping[]> {
  const rows = await withScope(
    scope,
    (tx) =>
      tx
        .select()
        .from(importMapping)
        .where(eq(importMapping.issuerId, scope.issuerId))
        .orderBy(asc(importMapping.name)),
    { readOnly: true },
  );
  const own = rows.flatMap((row) => {
    const mapping = mappingSchema.safeParse(row.document);
    return mapping.success ? [{ id: row.id, name: row.name, mapping: mapping.data, updatedAt: row.updatedAt }] : [];
  });
  return [...own, ...shippedMappings];
}

/** By name; an issuer's own wins over one that ships. */
export async function findMapping(scope: LoadScope, name: string): Promise<Mapping | null> {
  const found = (await listMappings(scope)).find((saved) => saved.name === name);
  return found ? { ...found.mapping, name } : null;
}

/**
 * A mapping as the command line names it: a file, or else one that the issuer has saved or that ships. `scope` is null
 * for an issuer that does not exist yet. @throws Invalid with each thing that is wrong with it.
 */
export async function getMapping(scope: LoadScope | null, given: string): Promise<Mapping> {
  if (statSync(given, { throwIfNoEntry: false })?.isFile()) return readMappingFile(given);
  const found = scope
    ? await findMapping(scope, given)
    : shippedMappings.find((shipped) => shipped.name === given)?.mapping;
  if (found) return found;
  throw new Invalid(`There is no mapping file ${given}, and no mapping is saved under this name.`);
}

function readMappingFile(path: string): Mapping {
  let text: unknown;
  try {
    text = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Invalid(`The mapping file ${path} cannot be read as JSON.`, { cause: error });
  }
  return parseMapping(text, path);
}

export function parseMapping(document: unknown, name: string): Mapping {
  const parsed = mappingSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "document"}: ${issue.message}`);
  throw new Invalid(`The mapping ${name} cannot be used. ${faults.join("; ")}`, {
    fields: Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join("."), issue.message])),
  });
}
