import { addDays, type CivilDate } from "@/lib/dates";
import { instantAt } from "../local-time";

/** A proposal is over after its days, and in any case once the last day on which it could leave has ended at the issuer's. */
export function expiryOf(
  now: Date,
  proposalDays: number,
  { windowTo, timeZone }: { readonly windowTo: CivilDate; readonly timeZone: string },
): Date {
  const after = now.getTime() + proposalDays * 86_400_000;
  return new Date(Math.min(after, instantAt(timeZone, addDays(windowTo, 1), 0).getTime()));
}
