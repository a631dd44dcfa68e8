import { type Cohort, firstAges } from "./cohort";

/** What is odd about a cohort. The first four leave it out of everything, the others are worth a look. */
export const issueKinds = [
  "not-a-number",
  "sold-after-cut",
  "zero-sales",
  "nothing-observed",
  "over-redeemed",
  "negative-redemption",
  "above-face",
  "redeemed-after-end",
  "not-observed-to-cut",
] as const;
export type IssueKind = (typeof issueKinds)[number];

export type Issue = {
  readonly cohort: string;
  readonly type: string;
  readonly vintage: number;
  readonly kind: IssueKind;
  /** True when the cohort is in no figure of the forecast. */
  readonly leftOut: boolean;
};

/** Sums of decimals in binary are off by less than this share of the value sold. */
const ROUNDING = 1e-9;

/** Everything that is odd about a cohort at a cut; nothing for a sound one. */
export function cohortIssues(cohort: Cohort, cut: number, ultimateAge: number): Issue[] {
  const { id, type, vintage, face, redeemed, endAge } = cohort;
  const issue = (kind: IssueKind, leftOut: boolean): Issue => ({ cohort: id, type, vintage, kind, leftOut });
  const fatal = unusable(cohort, cut);
  if (fatal !== null) return [issue(fatal, true)];

  const issues: Issue[] = [];
  const end = endAge ?? ultimateAge;
  const known = firstAges(redeemed, cut - vintage + 1);
  const slack = face * ROUNDING;
  let open = face;
  let lowest = face;
  let highest = face;
  for (const amount of known) {
    open -= amount;
    lowest = Math.min(lowest, open);
    highest = Math.max(highest, open);
  }
  if (lowest < -slack) issues.push(issue("over-redeemed", false));
  if (known.some((amount) => amount < -slack)) issues.push(issue("negative-redemption", false));
  if (highest > face + slack) issues.push(issue("above-face", false));
  if (known.some((amount, age) => age > end && amount !== 0)) issues.push(issue("redeemed-after-end", false));
  if (known.length < Math.min(cut - vintage, end) + 1) issues.push(issue("not-observed-to-cut", false));
  return issues;
}

function unusable({ vintage, face, cards, redeemed, endAge }: Cohort, cut: number): IssueKind | null {
  const whole = Number.isInteger(vintage) && (endAge === null || (Number.isInteger(endAge) && endAge >= 0));
  if (!whole || !Number.isFinite(face) || !Number.isFinite(cards) || !redeemed.every(Number.isFinite)) {
    return "not-a-number";
  }
  if (vintage > cut) return "sold-after-cut";
  if (face <= 0) return "zero-sales";
  return redeemed.length === 0 ? "nothing-observed" : null;
}
