import type { Interval } from "./difference";

/**
 * `no-control`: nobody was held out, so that nothing can be told. `ratio-broken`: the arms are not as they were drawn.
 * `too-early`: somebody's days have not passed. `did-not`: what was promised can be ruled out, an effect cannot be shown.
 */
export const verdicts = ["no-control", "ratio-broken", "too-early", "too-few", "helped", "did-not"] as const;
export type Verdict = (typeof verdicts)[number];

/** With fewer mailboxes in an arm the mean of amounts is too far from normal for an interval of Student's t. */
export const SMALLEST_ARM = 50;

type Seen = {
  readonly control: number;
  readonly remind: number;
  readonly broken: boolean;
  readonly complete: boolean;
  /** Of the effect on a mailbox; null where it cannot be computed. */
  readonly interval: Interval | null;
  /** What was promised of a mailbox when the batch was approved. */
  readonly expected: number;
};

/**
 * The one verdict of a trial with a fixed end, from the interval of the adjusted effect on what is redeemed. Helped: all of
 * the interval lies above 0. Did not: it does not, and ends below what was promised. Else the people were too few to say.
 */
export function verdictOf({ control, remind, broken, complete, interval, expected }: Seen): Verdict {
  if (control === 0) return "no-control";
  if (broken) return "ratio-broken";
  if (!complete) return "too-early";
  if (interval === null || Math.min(control, remind) < SMALLEST_ARM) return "too-few";
  if (interval.low > 0) return "helped";
  return interval.high < Math.max(expected, 0) || interval.high <= 0 ? "did-not" : "too-few";
}
