import { withScope } from "@/db/client";
import type { VersionParams } from "@/lib/breakage/forecast-view/schema";
import type { Scope } from "@/lib/identity/scope";
import { listTypeNames, type TypeName } from "./type-names";
import { findVersion, type Version } from "./versions";

export type BackTestPage = {
  readonly currency: string;
  /** Null: none is there, or the one asked for is not of this issuer. */
  readonly version: Version | null;
  /** By the type's code. */
  readonly names: ReadonlyMap<string, TypeName>;
};

/** A version with what it says of its own past. */
export function getBackTestPage(scope: Scope, { asOf, version: id, currency }: VersionParams): Promise<BackTestPage> {
  const wanted = currency ?? scope.issuer.currency;
  return withScope(
    scope,
    async (tx) => {
      const [version, names] = await Promise.all([
        findVersion(tx, scope, { currency: wanted, asOf, version: id }),
        listTypeNames(tx, scope),
      ]);
      return { currency: version?.currency ?? wanted, version, names };
    },
    { readOnly: true },
  );
}
