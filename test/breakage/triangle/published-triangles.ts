import { toCumulative } from "@/lib/breakage/triangle/conversion";
import type { Outcome } from "@/lib/breakage/triangle/outcome";
import type { Triangle } from "@/lib/breakage/triangle/triangle";

/** Rows of a triangle from the first age on; what a shorter row lacks is not observed yet. */
export function triangleOf(rows: readonly (readonly number[])[], { firstOrigin = 1, firstAge = 1 } = {}): Triangle {
  const width = Math.max(...rows.map((row) => row.length));
  return {
    origins: rows.map((_, i) => String(firstOrigin + i)),
    ages: Array.from({ length: width }, (_, j) => firstAge + j),
    cells: rows.map((row) => Array.from({ length: width }, (_, j) => row[j] ?? null)),
  };
}

/** The value, or a failing test that shows the problems. */
export function granted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join("\n"));
  return outcome.value;
}

/** The kinds of problem with their places, as "kind origin age". */
export const problemsOf = (outcome: Outcome<unknown>): string[] =>
  outcome.ok
    ? []
    : outcome.problems.map(({ kind, origin, age }) =>
        [kind, origin, age].filter((part) => part !== undefined).join(" "),
      );

export const scaled = (triangle: Triangle, by: number): Triangle => ({
  ...triangle,
  cells: triangle.cells.map((row) => row.map((cell) => (cell === null ? null : cell * by))),
});

export const reordered = (triangle: Triangle, order: readonly number[]): Triangle => ({
  ...triangle,
  origins: order.map((i) => triangle.origins[i] ?? ""),
  cells: order.map((i) => triangle.cells[i] ?? []),
});

/** Automatic facultative general liability, incurred; Mack 1994, CAS Forum, from the Reinsurance Association of America. */
export const RAA = triangleOf(
  [
    [5012, 8269, 10907, 11805, 13539, 16181, 18009, 18608, 18662, 18834],
    [106, 4285, 5396, 10666, 13782, 15599, 15496, 16169, 16704],
    [3410, 8992, 13873, 16141, 18735, 22214, 22863, 23466],
    [5655, 11555, 15766, 21266, 23425, 26083, 27067],
    [1092, 9565, 15836, 22169, 25955, 26180],
    [1513, 6445, 11702, 12935, 15852],
    [557, 4020, 10946, 12314],
    [1351, 6947, 13112],
    [3133, 5395],
    [2063],
  ],
  { firstOrigin: 1981 },
);

/** Mortgage guarantee business; Mack 1999, ASTIN Bulletin 29:361. */
export const MORTGAGE = triangleOf([
  [58046, 127970, 476599, 1027692, 1360489, 1647310, 1819179, 1906852, 1950105],
  [24492, 141767, 984288, 2142656, 2961978, 3683940, 4048898, 4115760],
  [32848, 274682, 1522637, 3203427, 4445927, 5158781, 5342585],
  [21439, 529828, 2900301, 4999019, 6460112, 6853904],
  [40397, 763394, 2920745, 4989572, 5648563],
  [90748, 951994, 4210640, 5866482],
  [62096, 868480, 1954797],
  [24983, 284441],
  [13121],
]);

/** The example of Merz and Wüthrich 2008, CAS E-Forum Fall 2008. */
export const MERZ_WUTHRICH = triangleOf([
  [2202584, 3210449, 3468122, 3545070, 3621627, 3644636, 3669012, 3674511, 3678633],
  [2350650, 3553023, 3783846, 3840067, 3865187, 3878744, 3898281, 3902425],
  [2321885, 3424190, 3700876, 3798198, 3854755, 3878993, 3898825],
  [2171487, 3165274, 3395841, 3466453, 3515703, 3548422],
  [2140328, 3157079, 3399262, 3500520, 3585812],
  [2290664, 3338197, 3550332, 3641036],
  [2148216, 3219775, 3428335],
  [2143728, 3158581],
  [2144738],
]);

/** Payments of each year; Taylor and Ashe 1983, the example of Mack 1993 and of England and Verrall 2002. */
export const TAYLOR_ASHE_INCREMENTS = triangleOf([
  [357848, 766940, 610542, 482940, 527326, 574398, 146342, 139950, 227229, 67948],
  [352118, 884021, 933894, 1183289, 445745, 320996, 527804, 266172, 425046],
  [290507, 1001799, 926219, 1016654, 750816, 146923, 495992, 280405],
  [310608, 1108250, 776189, 1562400, 272482, 352053, 206286],
  [443160, 693190, 991983, 769488, 504851, 470639],
  [396132, 937085, 847498, 805037, 705960],
  [440832, 847631, 1131398, 1063269],
  [359480, 1061648, 1443370],
  [376686, 986608],
  [344014],
]);
export const TAYLOR_ASHE = toCumulative(TAYLOR_ASHE_INCREMENTS);

/** Five cohorts of cards, value redeemed by the end of each month; made up. */
export const REDEEMED = triangleOf([
  [300, 450, 520, 550, 560],
  [380, 560, 640, 675],
  [250, 390, 450],
  [470, 690],
  [340],
]);
export const FACES = [1000, 1200, 900, 1500, 1100];
