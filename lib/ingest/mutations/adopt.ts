import { Invalid, NotFound } from "@/lib/errors";
import { foundIssuer } from "@/lib/identity/mutations/found-issuer";
import type { IssuerFacts } from "@/lib/identity/queries/session";
import { type Scope, sessionScope } from "@/lib/identity/scope";
import type { LoadScope } from "../plan";
import { getFiles, storedSource } from "../queries/file";
import { shippedMappings } from "../queries/mapping";
import { removeUnusedFile, storeFile } from "./file";

export type Adopted = { issuer: { code: string; name: string; isNew: boolean }; fileIds: number[] };

/**
 * Takes uploaded files to the issuer that a shipped mapping is for, making it where it does not exist yet: then the
 * person who asks is its first admin. Files that nothing was made of leave the issuer they were uploaded for.
 */
export async function adoptFiles(
  scope: Scope,
  { mapping: name, fileIds }: { mapping: string; fileIds: readonly number[] },
): Promise<Adopted> {
  const wanted = shippedMappings.find((shipped) => shipped.name === name)?.mapping.issuer;
  if (!wanted) throw new NotFound("This mapping");
  const files = await getFiles(scope, fileIds);
  const found = await findTarget(wanted.code);
  if (!found && !wanted.create) throw new Invalid(`The issuer ${wanted.code} does not exist.`);
  const issuer = found ?? (await foundIssuer(scope, wanted));
  const target: LoadScope = { ...scope, issuer, issuerId: issuer.id };
  const moved: number[] = [];
  for (const file of files) {
    if (target.issuerId === scope.issuerId) moved.push(file.id);
    else {
      const stored = await storeFile(target, file.name, storedSource(scope, file).open());
      moved.push(stored.id);
      await removeUnusedFile(scope, file.id);
    }
  }
  return { issuer: { code: issuer.code, name: issuer.name, isNew: found === null }, fileIds: moved };
}

/** The issuer, when the person may import for it. @throws Forbidden as a member without that permission. */
async function findTarget(code: string): Promise<IssuerFacts | null> {
  try {
    return (await sessionScope("import.run", code)).issuer;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
