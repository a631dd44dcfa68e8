/** A day is any 24 hours: what left at 23:00 still counts at 00:00. */
const DAY_MS = 86_400_000;

export type Cap = { readonly most: number; readonly days: number };

/** The longest window of the caps. */
export const REMEMBERED_DAYS = 60;

export const capsOf = ({ capWeek, capSixtyDays }: { capWeek: number; capSixtyDays: number }): readonly Cap[] => [
  { most: capWeek, days: 7 },
  { most: capSixtyDays, days: REMEMBERED_DAYS },
];

/**
 * The first moment from `now` on at which one more message is allowed: within the `days` × 24 hours before it, fewer than
 * `most` have left. One that left exactly that long ago counts no more. Null: never (`most` is 0).
 */
export function underCaps(caps: readonly Cap[], sentAt: readonly Date[], now: Date): Date | null {
  const latestFirst = sentAt.map((at) => at.getTime()).sort((a, b) => b - a);
  let allowed = now.getTime();
  for (const { most, days } of caps) {
    if (most <= 0) return null;
    const hinders = latestFirst[most - 1];
    if (hinders !== undefined) allowed = Math.max(allowed, hinders + days * DAY_MS);
  }
  return new Date(allowed);
}

/** The same for a mailbox and each of its holders: none of these histories goes beyond the caps. */
export function underAllCaps(caps: readonly Cap[], histories: readonly (readonly Date[])[], now: Date): Date | null {
  let allowed = now;
  for (const sentAt of [[], ...histories]) {
    const moment = underCaps(caps, sentAt, now);
    if (moment === null) return null;
    if (moment > allowed) allowed = moment;
  }
  return allowed;
}
