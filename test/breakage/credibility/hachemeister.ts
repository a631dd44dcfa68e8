import type { Experience } from "@/lib/breakage/credibility/experience";

/**
 * Average loss amounts and numbers of claims of bodily injury in five states over twelve quarters (Hachemeister, in:
 * Credibility, Theory and Applications, 1975).
 */
const STATES: readonly (readonly [ratios: string, weights: string])[] = [
  [
    "1738 1642 1794 2051 2079 2234 2032 2035 2115 2262 2267 2517",
    "7861 9251 8706 8575 7917 8263 9456 8003 7365 7832 7849 9077",
  ],
  [
    "1364 1408 1597 1444 1342 1675 1470 1448 1464 1831 1612 1471",
    "1622 1742 1523 1515 1622 1602 1964 1515 1527 1748 1654 1861",
  ],
  [
    "1759 1685 1479 1763 1674 2103 1502 1622 1828 2155 2233 2059",
    "1147 1357 1329 1204 998 1077 1277 1218 896 1003 1108 1121",
  ],
  ["1223 1146 1010 1257 1426 1532 1953 1123 1343 1243 1762 1306", "407 396 348 341 315 328 352 331 287 384 321 342"],
  [
    "1456 1499 1609 1741 1482 1572 1606 1735 1607 1573 1613 1690",
    "2902 3172 3046 3068 2693 2910 3275 2697 2663 3017 3242 3425",
  ],
];

export const HACHEMEISTER: readonly Experience[] = STATES.map(([ratios, weights], i) => {
  const sizes = weights.split(" ").map(Number);
  return {
    name: `state ${i + 1}`,
    cells: ratios.split(" ").map((ratio, period) => ({ ratio: Number(ratio), weight: sizes[period] ?? 0 })),
  };
});

/** States 1 and 3, and states 2, 4 and 5, as in section 3 of the credibility vignette of the R package actuar. */
export const COHORTS = [
  [0, 2],
  [1, 3, 4],
].map((states, i) => ({
  name: `cohort ${i + 1}`,
  types: HACHEMEISTER.filter((_, state) => states.includes(state)),
}));
