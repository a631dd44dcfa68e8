import { openFromRedeemed, redeemedFromOpen } from "../triangle/conversion";
import type { FactorOptions, LinkName } from "../triangle/development-factors";
import type { MethodInput } from "../triangle/methods";
import { found, type Outcome } from "../triangle/outcome";
import type { CsvSource } from "../triangle/read-csv";
import type { Fall } from "../triangle/revision";
import type { Triangle } from "../triangle/triangle";
import type { AmountKind, ExposureKind } from "./own-form";

export type OwnOptions = Pick<MethodInput, "prior" | "ultimateAge" | "originPeriod" | "tail"> & {
  readonly factors: FactorOptions;
};

/** The two ways in which a method looks at the same cards: by what was redeemed, or by what is left. */
export const bases = ["amounts", "open"] as const;
export type Basis = (typeof bases)[number];

/** A pasted triangle on both bases, as far as what was given allows it. */
export type OwnTriangle = {
  readonly kind: AmountKind;
  /** The text it came from, so that a problem found later can name its line and column. */
  readonly source: CsvSource;
  readonly amounts: Triangle;
  /** Refused where face values contradict the amounts; null without face values. */
  readonly open: Outcome<Triangle> | null;
  readonly exposures: readonly number[] | null;
  readonly exposureKind: ExposureKind;
  /** By how much an age of the open balances is above the pasted one: they count from the moment of sale. */
  readonly shift: number;
  /** Falls of a cumulative amount that were let pass. */
  readonly falls: readonly Fall[];
  readonly options: OwnOptions;
};

/**
 * Open balances as they were pasted, the first age being the face value, and the value redeemed beside them, whose first
 * age is the second one. Refused where a balance rises, exceeds its face value or is below 0.
 */
export function ofOpenBalances(source: CsvSource, options: OwnOptions): Outcome<OwnTriangle> {
  const split = redeemedFromOpen(source.triangle);
  if (!split.ok) return split;
  return found({
    kind: "open",
    source,
    amounts: split.value.redeemed,
    open: found(source.triangle),
    exposures: split.value.faces,
    exposureKind: "face",
    shift: 0,
    falls: [],
    options,
  });
}

/** Cumulative amounts, and with face values the open balances that they leave. */
export function ofAmounts(
  source: CsvSource,
  kind: AmountKind,
  falls: readonly Fall[],
  given: { readonly amounts: readonly number[]; readonly kind: ExposureKind } | null,
  options: OwnOptions,
): OwnTriangle {
  const amounts = source.triangle;
  const open = given?.kind === "face" ? openFromRedeemed(amounts, given.amounts) : null;
  // A first age of 0 holds what was redeemed within the period of sale, so the open balances begin one spacing before.
  const shift = open?.ok ? (open.value.ages[1] ?? 0) - (amounts.ages[0] ?? 0) : 0;
  return {
    kind,
    source,
    amounts,
    open,
    exposures: given?.amounts ?? null,
    exposureKind: given?.kind ?? "face",
    shift,
    falls,
    options,
  };
}

/** The triangle of a basis, or null where what was given does not make it. */
export function triangleOn({ amounts, open }: OwnTriangle, basis: Basis): Triangle | null {
  if (basis === "amounts") return amounts;
  return open?.ok ? open.value : null;
}

/**
 * A link that was left out by judgement, named on both bases at once: by the step of the amounts that it is. The step from
 * the face value to the first age, which only open balances have, is −1.
 */
export type LeftOut = { readonly origin: string; readonly step: number };

/** How many steps of the basis lie before step 0. */
const stepsBefore = (basis: Basis) => (basis === "open" ? 1 : 0);

export const stepOn = (basis: Basis, step: number): number => step + stepsBefore(basis);
export const stepFrom = (basis: Basis, index: number): number => index - stepsBefore(basis);

/** Left out, or taken back where it was left out. */
export function toggledLink(leftOut: readonly LeftOut[], link: LeftOut): LeftOut[] {
  const others = leftOut.filter(({ origin, step }) => origin !== link.origin || step !== link.step);
  return others.length < leftOut.length ? others : [...leftOut, link];
}

/** The links left out as the kernel names them on a basis. The step from the face value is none of the amounts'. */
export function linkNames(triangle: Triangle, basis: Basis, leftOut: readonly LeftOut[]): LinkName[] {
  return leftOut.flatMap(({ origin, step }) => {
    const age = triangle.ages[stepOn(basis, step)];
    return age === undefined || stepOn(basis, step) < 0 ? [] : [{ origin, age }];
  });
}
