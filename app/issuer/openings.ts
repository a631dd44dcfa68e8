import { redirect } from "next/navigation";
import { cache } from "react";
import type { Address } from "@/lib/address";
import { may, type Scope } from "@/lib/identity/scope";
import type { Screen } from "@/lib/views/constants";
import { hrefWithState, isBare, type Openings } from "@/lib/views/opening";
import { listOpenings } from "@/lib/views/queries";

/** One slot per rendering and issuer, as for freshness: the layout and a page without parameters ask the same. */
const slotOf = cache((_issuerId: number): { asked: Promise<Openings> | null } => ({ asked: null }));

export function openingsOf(scope: Scope): Promise<Openings> {
  const slot = slotOf(scope.issuerId);
  slot.asked ??= listOpenings(scope);
  return slot.asked;
}

export const viewerOf = (scope: Scope) => ({ role: scope.role, canShare: may(scope, "view.share") });

/** A screen asked for without a word opens with the view that opens first for this person, if there is one. */
export async function openAsKept(scope: Scope, screen: Screen, address: Address): Promise<void> {
  if (!isBare(address)) return;
  const state = (await openingsOf(scope))[screen];
  if (state && Object.keys(state).length > 0) redirect(hrefWithState(`/issuer/${screen}`, address, state));
}
