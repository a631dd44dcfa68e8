import { adjust } from "./cuped";
import { type DrawnLater, type OutcomeName, sumsOf } from "./figures";
import type { TrialReport } from "./report";
import { SMALLEST_ARM } from "./verdict";

/** Minor units, unrounded. */
export type Brought = { readonly rescued: number; readonly toState: number; readonly above: number };

type Of = { readonly drawn: DrawnLater } & Pick<TrialReport, "control" | "remind" | "basis">;

/**
 * What a later batch brought to the mailboxes of an earlier one within its days, and so to its page: of those whom both drew, the
 * effect that the later draw shows, times those it reminded; less as much of what it brought to a control of their size.
 * It is not the later batch's mean effect: whom the earlier one wrote to in vain are others than those who hear first of it.
 * Null where an arm of those whom both drew is too small to say.
 */
export function broughtTwice({ drawn, control, remind, basis }: Of): Brought | null {
  const scale = control.n > 0 ? remind.n / control.n : 0;
  const [reminded, heldOut] = [drawn.remind, drawn.control].map((arms) => (mayTell(arms) ? arms : null));
  if (!reminded || !heldOut) return null;
  const brought = (name: OutcomeName) => effectOn(name, reminded) - scale * effectOn(name, heldOut);
  if (basis === "redeemed")
    return { rescued: brought("redeemed"), toState: brought("toState"), above: brought("above") };
  // Less left is more rescued.
  return { rescued: -brought("left"), toState: -brought("leftToState"), above: brought("above") };
}

type Arms = DrawnLater["remind"];

/** Whom the later batch reminded nobody of needs no comparison. */
const mayTell = ({ control, remind }: Arms): boolean => remind.n === 0 || Math.min(control.n, remind.n) >= SMALLEST_ARM;

function effectOn(name: OutcomeName, arms: Arms): number {
  if (arms.remind.n === 0) return 0;
  const { control, remind } = adjust(sumsOf(arms.control, name), sumsOf(arms.remind, name));
  return (remind.mean - control.mean) * arms.remind.n;
}
