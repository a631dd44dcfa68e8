/**
 * Where a gift card may bear no expiry date at all, so that words of expiry have no place in a message to a holder there
 * (rule M16). `sure: false`: a secondary source, not yet held against the statute. New Hampshire forbids it up to a face
 * value of 100 dollars, New Jersey for cards sold since 1 December 2012.
 */
export const noExpiryStates: Readonly<Record<string, { readonly source: string; readonly sure: boolean }>> = {
  "US-CA": { source: "Cal. Civ. Code 1749.5(a)", sure: true },
  "US-CT": { source: "Conn. Gen. Stat. 42-460", sure: true },
  "US-FL": { source: "Fla. Stat. 501.95", sure: false },
  "US-ME": { source: "33 M.R.S. 2066(3)", sure: true },
  "US-MN": { source: "Minn. Stat. 325G.53", sure: false },
  "US-MT": { source: "Mont. Code 30-14-108(1)", sure: true },
  "US-NH": { source: "N.H. Rev. Stat. 358-A:2, XIII", sure: false },
  "US-NJ": { source: "N.J. Stat. 56:8-110", sure: true },
  "US-RI": { source: "R.I. Gen. Laws 6-13-12", sure: false },
  "US-WA": { source: "RCW 19.240.020(1)", sure: true },
};

/** Where a message may not even suggest that a fee is taken: Conn. Gen. Stat. 3-65c. */
export const noFeeWordsStates: readonly string[] = ["US-CT"];
