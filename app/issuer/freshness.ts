import { cache } from "react";
import type { Freshness } from "@/lib/freshness/freshness";
import { getFreshness } from "@/lib/freshness/queries";
import type { Scope } from "@/lib/identity/scope";

/** One slot per rendering and issuer: scopes are made anew by each guard, so they cannot be the key themselves. */
const slotOf = cache((_issuerId: number): { asked: Promise<Freshness> | null } => ({ asked: null }));

/** Header and page want the same answer; the database is asked once. */
export function freshnessOf(scope: Scope): Promise<Freshness> {
  const slot = slotOf(scope.issuerId);
  slot.asked ??= getFreshness(scope);
  return slot.asked;
}
