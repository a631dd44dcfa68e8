import { type CivilDate, daysBetween } from "@/lib/dates";
import { currencyDecimals } from "@/lib/money";

/** Whole units of the currency from which a band begins. */
const valueBands = [0, 10, 25, 50, 100, 250] as const;
const lossBands = [0, 15, 31, 91] as const;

const bandOf = (bands: readonly number[], value: number) => bands.filter((from) => value >= from).length;

/** People who are alike in what is at stake and in how soon: a hold-out is drawn evenly from each kind. */
export function stratumOf(
  { value, lossOn }: { readonly value: bigint; readonly lossOn: CivilDate | null },
  currency: string,
  today: CivilDate,
): string {
  const whole = Number(value) / 10 ** currencyDecimals(currency);
  const loss = lossOn === null ? 0 : bandOf(lossBands, Math.max(0, daysBetween(today, lossOn)));
  return `value-${bandOf(valueBands, whole)} days-${loss}`;
}
