import { withScope } from "@/db/client";
import type { PastCheck } from "@/lib/breakage/card-score/past-scores";
import { findPastCheck } from "@/lib/breakage/card-score/queries/past-check";
import type { VersionParams } from "@/lib/breakage/forecast-view/schema";
import type { Scope } from "@/lib/identity/scope";
import type { BacktestReport } from "../backtest-report";
import { listTypeNames, type TypeName } from "./type-names";
import { findBacktest, findVersion, type Version } from "./versions";

export type BackTestPage = {
  readonly currency: string;
  /** Null: none is there, or the one asked for is not of this issuer. */
  readonly version: Version | null;
  /** Null for a version without figures. */
  readonly report: BacktestReport | null;
  /** By the type's code. */
  readonly names: ReadonlyMap<string, TypeName>;
  /** How scores of single cards did; null where no cards were scored by the version. */
  readonly scores: PastCheck | null;
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
      const scores = version && (await findPastCheck(tx, scope, version.id));
      const report = version && (await findBacktest(tx, scope, version));
      return { currency: version?.currency ?? wanted, version, report, names, scores };
    },
    { readOnly: true },
  );
}
