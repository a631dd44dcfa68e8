import { addDays, type CivilDate, civilDateIn } from "@/lib/dates";

/** Nothing leaves up to and with `day`: what is lost by then, and what of it this day adds. Minor units. */
export type DelayRow = { readonly day: CivilDate; readonly lost: bigint; readonly adds: bigint };

type Proposed = { readonly delayCosts: readonly bigint[] | null; readonly proposedAt: string };

/** What waiting costs, day by day from the one after the day of planning on. */
export function delayRows({ delayCosts, proposedAt }: Proposed, timeZone: string): DelayRow[] {
  const planned = civilDateIn(timeZone, new Date(proposedAt));
  return (delayCosts ?? []).map((lost, days) => ({
    day: addDays(planned, days + 1),
    lost,
    adds: lost - (delayCosts?.[days - 1] ?? 0n),
  }));
}
