import type { Effect } from "./effect";
import type { CardMixture } from "./mixture";
import type { ReminderParameters } from "./parameters";
import type { ValuedUnit } from "./valuation";

/** Written anew for every card: made once, because there are hundreds of thousands of them. */
export type Scratch = { readonly extra: Float64Array; readonly open: Float64Array; readonly closed: Float64Array };

export const scratchFor = (days: number): Scratch => ({
  extra: new Float64Array(days + 1),
  open: new Float64Array(days + 1),
  closed: new Float64Array(days + 1),
});

/**
 * `chancesAt` for days 1 … n in one pass, n being the scratch's length: the hazard up to a day is carried along, and only
 * the steps that the effect reaches are looked at.
 */
export function fillChances(
  { forgotten, steps: { ends, perDay }, days }: CardMixture,
  response: Pick<ReminderParameters, "forgottenHazard" | "reachLoss">,
  { strength, faster, reach }: Effect,
  { extra, open }: Scratch,
): void {
  const last = perDay.length - 1;
  let [whole, start] = [0, 0];
  for (let i = 0; i <= last && start < days; i++) {
    const end = i === last ? days : Math.min(ends[i] ?? 0, days);
    if (end > start) whole += (end - start) * (perDay[i] ?? 0);
    if (end > start) start = end;
  }
  const [others, late] = [1 - forgotten, (1 - forgotten) * Math.exp(-whole)];
  const fade = Math.exp(-response.reachLoss);
  let [before, reached, step] = [0, response.forgottenHazard, 0];
  for (let day = 1; day < extra.length; day++) {
    reached *= fade;
    open[day] = forgotten + others * Math.exp(-before);
    if (day > days) {
      extra[day] = 0;
      continue;
    }
    while (step < last && (ends[step] ?? 0) < day) step++;
    let [sum, from] = [0, day];
    const horizon = Math.min(days, day - 1 + reach);
    for (let i = step; from <= horizon; i++) {
      const end = i >= last ? days : Math.min(ends[i] ?? 0, days);
      if (end < from) continue;
      const upTo = faster[Math.min(end - day + 1, reach)] ?? 0;
      sum += (perDay[Math.min(i, last)] ?? 0) * (upTo - (faster[from - day] ?? 0));
      from = end + 1;
    }
    const strong = strength[Math.min(days - day + 1, reach)] ?? 0;
    extra[day] = forgotten * -Math.expm1(-reached * strong) + late * -Math.expm1(-sum);
    before += perDay[Math.min(step, last)] ?? 0;
  }
}

/** J of the whole message on days 1 … n into `row`, place 1 … n: `unitObjective` for all of them. */
export function fillObjective({ cards, parameters, effect }: ValuedUnit, scratch: Scratch, row: Float64Array): void {
  const { extra, open, closed } = scratch;
  row.fill(0);
  closed.fill(1);
  for (const { mixture, value } of cards) {
    fillChances(mixture, parameters, effect, scratch);
    for (let day = 1; day < row.length; day++) {
      row[day] = (row[day] ?? 0) + value.issuer * (extra[day] ?? 0);
      if (day <= mixture.days) closed[day] = (closed[day] ?? 0) * (1 - (open[day] ?? 0));
    }
  }
  const cost = parameters.messageCost + parameters.fatigueCost;
  for (let day = 1; day < row.length; day++) row[day] = (row[day] ?? 0) - cost * (1 - (closed[day] ?? 0));
}
