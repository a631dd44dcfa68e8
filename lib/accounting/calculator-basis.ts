import { currencyDecimals, fromDecimal, toDecimal } from "@/lib/money";
import type { CalculatorInput } from "./calculator-schema";
import { decimalFraction, dividedBy, type Fraction, most, NONE, plus, times, whole } from "./fraction";
import { type Outcome, type Problem, refused, unless } from "./outcome";

/** ISO 4217's code for no currency at all; it has two decimals here. */
const NO_CURRENCY = "XXX";

/** What an example counts in: gift cards in money, options (such as points) in numbers of their own. */
export type Basis = {
  readonly currency: string;
  /** In minor units. */
  readonly price: bigint;
  /** All rights sold at first: of cards their price. */
  readonly rights: Fraction;
  readonly isMoney: boolean;
  /** False where nobody said how many options there are: revenue is known, which of it is breakage is not. */
  readonly isSeparable: boolean;
  readonly read: (text: string) => Fraction | null;
  readonly write: (rights: Fraction) => string;
  /** Their part of the price, in minor units. */
  readonly worth: (rights: Fraction) => Fraction;
};

/** One of `face` and `allocated`, and what goes with it; else what is missing or too much. */
export function basisOf(input: CalculatorInput): Outcome<Basis> {
  const { face, allocated, issued } = input;
  const currency = input.currency ?? NO_CURRENCY;
  if (face !== undefined && allocated !== undefined)
    return refused({ field: "allocated", message: "cannot stand beside face: an example has one of them" });
  if (face === undefined && allocated === undefined)
    return refused({ field: "face", message: "is missing, and so is allocated: one of them is needed" });
  const field = face === undefined ? "allocated" : "face";
  const price = fromDecimal(face ?? allocated ?? "", currency);
  if (price === null) return refused({ field, message: tooManyDecimals(currency) });
  if (price === 0n) return refused({ field, message: "is 0: without a price there is nothing to recognise" });
  if (field === "allocated") return options(input, currency, price);
  return unless(issued === undefined ? [] : [{ field: "issued", message: "goes with allocated, not with face" }], {
    currency,
    price,
    rights: whole(price),
    isMoney: true,
    isSeparable: true,
    read: (text) => {
      const minor = fromDecimal(text, currency);
      return minor === null ? null : whole(minor);
    },
    write: ({ over }) => toDecimal(over, currency),
    worth: (rights) => rights,
  });
}

/**
 * Revenue of options is price × R ÷ R*, however many there are. Where their number is not given the largest one stated
 * stands for it, which leaves revenue as it is and cannot tell breakage apart.
 */
function options(input: CalculatorInput, currency: string, price: bigint): Outcome<Basis> {
  const issued = input.issued === undefined ? null : decimalFraction(input.issued);
  if (issued?.over === 0n)
    return refused({ field: "issued", message: "is 0: without options there is nothing to recognise" });
  const rights = issued ?? largestStated(input);
  return unless(issued === null ? countNeeded(input) : [], {
    currency,
    price,
    rights,
    isMoney: false,
    isSeparable: issued !== null,
    read: decimalFraction,
    write: ({ over, under }) => String(Number(over) / Number(under)),
    worth: (some) => (rights.over === 0n ? NONE : dividedBy(times(whole(price), some), rights)),
  });
}

/**
 * A share of all options, or the price of one, cannot be told without their number; none of them for states is no
 * share.
 */
function countNeeded(input: CalculatorInput): Problem[] {
  const stated = [{ at: "", ...input }, ...input.periods.map((period, i) => ({ at: `periods.${i}.`, ...period }))];
  const needs = [
    ...(input.method === "remote" ? ["the remote method"] : []),
    ...input.periods.flatMap(({ expired }, i) => (expired === undefined ? [] : [`periods.${i}.expired`])),
    ...stated.flatMap(({ at, expectedBreakageRate, escheatableShare }) => [
      ...(expectedBreakageRate === undefined ? [] : [`${at}expectedBreakageRate`]),
      ...(decimalFraction(escheatableShare ?? "0")?.over === 0n ? [] : [`${at}escheatableShare`]),
    ]),
  ];
  return needs
    .slice(0, 1)
    .map((need) => ({ field: "issued", message: `is missing: ${need} needs to know how many options there are` }));
}

function largestStated({ periods }: CalculatorInput): Fraction {
  const count = (text: string | undefined) => decimalFraction(text ?? "0") ?? NONE;
  const redeemed = periods.map((period) => count(period.redeemed)).reduce(plus);
  return periods.map(({ expectedRedemptions }) => count(expectedRedemptions)).reduce(most, redeemed);
}

export const tooManyDecimals = (currency: string): string => `has more than ${currencyDecimals(currency)} decimals`;
