import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { keptSummary } from "@/lib/breakage/forecast-view/kept-summary";
import { type Refit, refitInSteps } from "@/lib/breakage/forecast-view/refit";
import type { Scope } from "@/lib/identity/scope";
import type { Version as Inputs } from "../what-moved";
import { lettingOthersGo } from "./let-others-go";

/** A version never changes, so neither does what it says when it is fitted again: the last few are kept, by issuer. */
const kept = new Map<string, Promise<Refit | null>>();
const MOST_KEPT = 8;

/** The version fitted again from what it keeps; half a second for four thousand cohorts. Null without figures, or not there. */
export function getRefit(scope: Scope, versionId: number): Promise<Refit | null> {
  const key = `${scope.issuerId}/${versionId}`;
  const known = kept.get(key);
  if (known) return known;
  const asked = readRefit(scope, versionId);
  kept.set(key, asked);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  // A fault is not kept, nor is the absence of a version that may be made in a moment.
  asked.then(
    (found) => found === null && kept.delete(key),
    () => kept.delete(key),
  );
  return asked;
}

type Row = { inputs: Inputs | null; summary: Record<string, unknown>; seed: string | null };

async function readRefit(scope: Scope, versionId: number): Promise<Refit | null> {
  const [row] = await withScope(
    scope,
    (tx) =>
      tx.execute<Row>(sql`
        select inputs, summary, parameters->>'seed' as seed from gold.forecast
        where issuer_id = ${scope.issuerId} and id = ${versionId}`),
    { readOnly: true },
  );
  const summary = row && keptSummary(row.summary);
  if (!row?.inputs || !summary) return null;
  return lettingOthersGo(refitInSteps(row.inputs, summary.calibration.spread, row.seed ?? ""));
}
