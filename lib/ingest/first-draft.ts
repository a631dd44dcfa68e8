import type { FileReport } from "./describe";
import type { Draft, FileDraft } from "./draft";
import { type Mapping, nameFits, partFor } from "./mapping/schema";

/** How the wizard begins: by a mapping that was chosen, else by what the files themselves suggest. */
export function firstDraft(reports: readonly FileReport[], mapping: Mapping | null): Draft {
  const files = reports.flatMap(({ id, name, file }): FileDraft[] => {
    if (!file) return [];
    const part = mapping ? partFor(mapping, name) : undefined;
    // A file the chosen mapping knows nothing of is left out: nobody has said that it belongs here.
    return [{ fileId: id, isUsed: mapping === null || part !== undefined, part: part ?? file.part }];
  });
  return { mappingName: mapping?.name ?? "", files };
}

const isIgnored = (mapping: Mapping, name: string) => mapping.ignore.some((pattern) => nameFits(pattern, name));

export type MappingOffer = {
  readonly name: string;
  /** How many of the files it has a part for. */
  readonly fits: number;
  readonly ignored: readonly string[];
  readonly issuer: { code: string; name: string; currency: string; create: boolean } | null;
};

/** Saved mappings that fit at least one of the files, best first. */
export function offersFor(
  names: readonly string[],
  saved: readonly { name: string; mapping: Mapping }[],
): MappingOffer[] {
  return saved
    .map(({ name, mapping }) => ({
      name,
      fits: names.filter((file) => partFor(mapping, file)).length,
      ignored: names.filter((file) => !partFor(mapping, file) && isIgnored(mapping, file)),
      issuer: mapping.issuer
        ? {
            code: mapping.issuer.code,
            name: mapping.issuer.name,
            currency: mapping.issuer.currency,
            create: mapping.issuer.create,
          }
        : null,
    }))
    .filter((offer) => offer.fits > 0)
    .sort((a, b) => b.fits - a.fits);
}
