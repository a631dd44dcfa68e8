import { checkTriangle, type Triangle } from "../triangle/triangle";
import { type LinkHeat, linkHeat, withoutFactors } from "../triangle-view/link-heat";
import { MOST_COLUMNS, monthKey, type TrianglePeriod } from "./type-triangle";

/** What happened in one month to the cards sold in one. Months are counted from the year 0. */
export type CountMonth = {
  readonly vintage: number;
  readonly month: number;
  readonly cards: number;
  readonly redemptions: number;
};

/** How often cards were used, by when they were sold and how old they are. */
export type CountTriangle = {
  readonly period: TrianglePeriod;
  /** Redemptions so far, voids taken off. Age 1 is the end of the period of sale. */
  readonly triangle: Triangle;
  readonly origins: readonly { readonly from: number; readonly to: number; readonly cards: number }[];
};

/** The period in which a reader sees all of it without scrolling far: the oldest cards that count have a column for each age. */
export function usualCountPeriod(rows: readonly CountMonth[], cut: number): TrianglePeriod {
  const ages = countTriangle(rows, cut, "month")?.triangle.ages.length ?? 0;
  return ages > MOST_COLUMNS ? "quarter" : "month";
}

/**
 * The triangle of numbers of redemptions up to the month `cut`, in the periods of `typeTriangle`: a quarter is three months, the
 * last one ending with the cut. Null where no card was sold.
 */
export function countTriangle(rows: readonly CountMonth[], cut: number, period: TrianglePeriod): CountTriangle | null {
  const months = period === "month" ? 1 : 3;
  const groups = new Map<number, CountMonth[]>();
  for (const row of rows) {
    if (row.vintage > cut || row.month > cut) continue;
    const end = cut - Math.floor((cut - row.vintage) / months) * months;
    const own = groups.get(end);
    if (own) own.push(row);
    else groups.set(end, [row]);
  }
  const sold = [...groups]
    .map(([end, own]) => ({ end, own, cards: own.reduce((sum, { cards }) => sum + cards, 0) }))
    .filter(({ cards }) => cards > 0)
    .sort((a, b) => a.end - b.end);
  const [oldest] = sold;
  if (!oldest) return null;
  const ages = Array.from({ length: (cut - oldest.end) / months + 1 }, (_, i) => i + 1);
  return {
    period,
    origins: sold.map(({ end, cards }) => ({ from: end - months + 1, to: end, cards })),
    triangle: {
      origins: sold.map(({ end }) => monthKey(end)),
      ages,
      cells: sold.map(({ end, own }) =>
        ages.map((age) => {
          const at = end + (age - 1) * months;
          if (at > cut) return null;
          return own.reduce((sum, { month, redemptions }) => sum + (month <= at ? redemptions : 0), 0);
        }),
      ),
    },
  };
}

/** The links and factors of the counts (chain ladder); none where a number falls or is below 0, with the cell that is wrong. */
export function countHeat({ triangle }: CountTriangle): LinkHeat {
  const heat = linkHeat(triangle);
  const checked = checkTriangle(triangle, "redeemed");
  return checked.ok ? heat : withoutFactors(heat, checked.problems);
}
