const MINUTE_MS = 60_000;
/** Waited after the first, second … attempt; the last one repeats. */
const GAPS_MINUTES = [1, 5, 15, 60, 240] as const;
const LAST_GAP_MINUTES = 240;
/** A message that no day makes useless is given up after about six days. */
const MOST_ATTEMPTS = 40;
const MOST_FULL = 4;

export type NextTry = { readonly again: true; readonly at: Date } | { readonly again: false };

/**
 * When a message that was not taken is tried again: after gaps of 1, 5, 15, 60 and then 240 minutes. `attempts` are those
 * already made, this one included. No further try: it would come after `uselessAt`, or the mailbox has been too small
 * for it (552) four times.
 */
export function nextTry({
  attempts,
  reply,
  now,
  uselessAt,
}: {
  attempts: number;
  reply: string;
  now: Date;
  uselessAt: Date | null;
}): NextTry {
  if (attempts >= (/^552\b/.test(reply) ? MOST_FULL : MOST_ATTEMPTS)) return { again: false };
  const minutes = GAPS_MINUTES[attempts - 1] ?? LAST_GAP_MINUTES;
  const at = new Date(now.getTime() + minutes * MINUTE_MS);
  return uselessAt !== null && at > uselessAt ? { again: false } : { again: true, at };
}
