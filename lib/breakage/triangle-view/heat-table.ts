import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import type { DevelopmentStep } from "../triangle/development-factors";
import type { Triangle } from "../triangle/triangle";
import { formatFactor, formatVariance, NO_FIGURE } from "./figure-format";
import type { HeatedLink, LinkHeat, LinkUse } from "./link-heat";

export type Lean = "above" | "below";
/** 0: within half a standard deviation. 1, 2, 3: up to one, up to two, beyond. */
export type Strength = 0 | 1 | 2 | 3;

export type HeatLink = {
  readonly ratio: string;
  readonly use: LinkUse;
  readonly lean: Lean | null;
  readonly strength: Strength;
};

/** Ready to be shown: nothing here is computed with any more. */
export type HeatTableData = {
  readonly columns: readonly { readonly key: string; readonly age: string; readonly step: string }[];
  readonly rows: readonly {
    readonly key: string;
    readonly label: string;
    readonly cells: readonly ({
      readonly amount: string;
      /** The link that ends here; null at the first age. */
      readonly link: HeatLink | null;
      /** Where pressing the link leads, for screens that keep what is left out in their address. */
      readonly href?: string;
    } | null)[];
  }[];
  /** Below the rows: factor, σ² … by column. */
  readonly foot: readonly { readonly key: string; readonly label: string; readonly values: readonly string[] }[];
  /** Whether a σ² with a star was taken from other steps. */
  readonly hasBorrowedSigma: boolean;
};

/** Development beyond the last age; its standard error is null where the method does not tell it. */
type TailFigures = { readonly factor: number; readonly sigmaSquared: number; readonly standardError: number | null };

type Writers = { readonly locale: Locale; readonly amount: (value: number) => string };

/** A triangle with its links, factors and variances as texts. A tail stands after the last age and has no cells. */
export function heatTable(
  triangle: Triangle,
  { steps, links }: LinkHeat,
  { locale, amount }: Writers,
  tail: TailFigures | null = null,
): HeatTableData {
  const { origins, ages, cells } = triangle;
  const columns = ages.map((age, j) => {
    const before = ages[j - 1];
    return { key: String(age), age: String(age), step: before === undefined ? "" : `${before}–${age}` };
  });
  const tailColumn = { key: "tail", age: t("triangleHeat.tail"), step: `${ages.at(-1)}–${t("triangleHeat.tail")}` };
  const values = (write: (step: DevelopmentStep) => string, ofTail: string) => [
    NO_FIGURE,
    ...ages.slice(1).map((_, k) => {
      const step = steps?.[k];
      return step ? write(step) : NO_FIGURE;
    }),
    ...(tail ? [ofTail] : []),
  ];
  return {
    columns: tail ? [...columns, tailColumn] : columns,
    rows: origins.map((origin, i) => ({
      key: origin,
      label: origin,
      cells: (cells[i] ?? []).map((cell, j) =>
        cell === null ? null : { amount: amount(cell), link: linkText(links[i]?.[j] ?? null, locale) },
      ),
    })),
    foot: [
      {
        key: "factor",
        label: t("triangleHeat.factor"),
        values: values(({ factor }) => formatFactor(factor, locale), tail ? formatFactor(tail.factor, locale) : ""),
      },
      {
        key: "error",
        label: t("triangleHeat.error"),
        values: values(
          ({ standardError }) => formatFactor(standardError, locale),
          tail && tail.standardError !== null ? formatFactor(tail.standardError, locale) : NO_FIGURE,
        ),
      },
      {
        key: "sigma",
        label: t("triangleHeat.sigma"),
        values: values(
          ({ sigmaSquared, ownSigma }) => `${formatVariance(sigmaSquared, locale)}${ownSigma ? "" : "*"}`,
          tail ? formatVariance(tail.sigmaSquared, locale) : "",
        ),
      },
      {
        key: "links",
        label: t("triangleHeat.links"),
        values: values(({ links: count }) => String(count), NO_FIGURE),
      },
    ],
    hasBorrowedSigma: steps?.some(({ ownSigma }) => !ownSigma) ?? false,
  };
}

function linkText(link: HeatedLink | null, locale: Locale): HeatLink | null {
  if (link === null) return null;
  const { use, ratio, deviation } = link;
  const strength = use === "used" ? strengthOf(deviation) : 0;
  const lean = strength === 0 ? null : (deviation ?? 0) > 0 ? "above" : "below";
  return { use, ratio: ratio === null ? NO_FIGURE : formatFactor(ratio, locale), lean, strength };
}

export function strengthOf(deviation: number | null): Strength {
  const far = Math.abs(deviation ?? 0);
  if (far < 0.5) return 0;
  if (far < 1) return 1;
  return far < 2 ? 2 : 3;
}
