import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import { readRulebook } from "@/lib/escheat/queries/rulebook";
import { ruleAt } from "@/lib/escheat/rulebook";
import type { Scope } from "@/lib/identity/scope";
import type { LintContext } from "../templates/lint";

/**
 * What the check of a template has to know: the postal address in force, where holders with an address live, and in which
 * of those states the law the issuer works by gives small rests back in cash.
 */
export async function readLintContext(tx: Tx, scope: Scope, asOf: CivilDate): Promise<LintContext> {
  const [setting] = await tx.execute<{ postal_address: string | null }>(
    sql`select postal_address from app.notification_setting where issuer_id = ${scope.issuerId}`,
  );
  const states = await readStates(tx, scope);
  const rulebook = await readRulebook(tx, scope);
  const cashBackStates = states.filter((state) =>
    (["closed-loop", "open-loop"] as const).some(
      (property) => (ruleAt(rulebook, state, property, asOf).cashBack.value?.below ?? 0) > 0,
    ),
  );
  return { postalAddress: setting?.postal_address ?? null, states, cashBackStates };
}

export const getLintContext = (scope: Scope, asOf: CivilDate): Promise<LintContext> =>
  withScope(scope, (tx) => readLintContext(tx, scope, asOf), { readOnly: true });

/** US states in which somebody lives who could be written to. */
async function readStates(tx: Tx, scope: Scope): Promise<string[]> {
  const rows = await tx.execute<{ jurisdiction: string }>(sql`
    select distinct jurisdiction from silver.customer
    where issuer_id = ${scope.issuerId} and jurisdiction like 'US-%' and (email is not null or phone is not null)
    order by 1`);
  return rows.map(({ jurisdiction }) => jurisdiction);
}
