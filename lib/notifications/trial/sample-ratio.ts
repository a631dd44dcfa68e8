import { chiSquareTail } from "@/lib/statistics/gamma";

/** Below this chance the arms are not what was drawn, and no figure of theirs is worth reading. */
export const BROKEN_BELOW = 0.001;

export type SampleRatio = {
  readonly control: number;
  readonly remind: number;
  /** Of all the units, the part that ought to be controls. */
  readonly share: number;
  readonly p: number;
  readonly broken: boolean;
};

/**
 * Whether the arms have the sizes they were drawn with: Pearson's χ² with one degree of freedom, (c − Nf)²/(Nf) +
 * (t − N(1 − f))²/(N(1 − f)) for c controls and t reminded of N = c + t, f the share. Broken when p < 0.001. p is 1 when
 * nobody is there. Throws RangeError unless 0 < f < 1.
 */
export function sampleRatio(control: number, remind: number, share: number): SampleRatio {
  if (!(share > 0 && share < 1)) throw new RangeError(`${share} leaves an arm empty`);
  const total = control + remind;
  const off = (control - total * share) ** 2;
  const statistic = total === 0 ? 0 : off / (total * share) + off / (total * (1 - share));
  const p = chiSquareTail(statistic, 1);
  return { control, remind, share, p, broken: p < BROKEN_BELOW };
}
