import { type Effect, within } from "./effect";
import { cumulativeHazard } from "./hazard";
import type { CardMixture } from "./mixture";
import type { ReminderParameters } from "./parameters";

/** Of one card and one moment. */
export type Chances = {
  /** ΔP(τ): chance of a redemption by day T that there would not be without the reminder. */
  readonly extra: number;
  /** P(still open when day τ begins). */
  readonly open: number;
};

type Response = Pick<ReminderParameters, "forgottenHazard" | "reachLoss">;

/**
 * ΔP(τ) = π[1 − exp(−α e^(−μτ) K)] + (1 − π) S_u(T) [1 − exp(−Σ λ(d)(e^(δκ(d)) − 1))], sums over d = τ … T, and
 * P(open) = π + (1 − π) S_u(τ − 1). A reminder that only brings forward what would come by T anyway counts nothing.
 * τ a whole day; from T + 1 on nothing is extra.
 */
export function chancesAt(card: CardMixture, day: number, response: Response, effect: Effect): Chances {
  const { forgotten, steps, days } = card;
  const open = forgotten + (1 - forgotten) * Math.exp(-cumulativeHazard(steps, Math.min(day - 1, days)));
  if (day > days) return { extra: 0, open };
  const reached = response.forgottenHazard * Math.exp(-response.reachLoss * day);
  const woken = -Math.expm1(-reached * within(effect.strength, days - day + 1));
  const { ends, perDay } = steps;
  let [faster, before] = [0, 0];
  for (let i = 0; i < perDay.length && before < Math.min(days, day - 1 + effect.reach); i++) {
    const end = i === perDay.length - 1 ? days : Math.min(ends[i] ?? 0, days);
    if (end >= day) {
      faster +=
        (perDay[i] ?? 0) *
        (within(effect.faster, end - day + 1) - within(effect.faster, Math.max(before + 1, day) - day));
    }
    before = Math.max(before, end);
  }
  const hurried = Math.exp(-cumulativeHazard(steps, days)) * -Math.expm1(-faster);
  return { extra: forgotten * woken + (1 - forgotten) * hurried, open };
}

/** J(τ) = V·ΔP(τ) − (c + f)·P(open at τ), in the unit of `value` and `cost`. */
export function objectiveAt(
  card: CardMixture,
  day: number,
  { value, cost }: { readonly value: number; readonly cost: number },
  response: Response,
  effect: Effect,
): number {
  const { extra, open } = chancesAt(card, day, response, effect);
  return value * extra - cost * open;
}
