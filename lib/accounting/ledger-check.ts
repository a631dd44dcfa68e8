import type { CohortLedger } from "./ledger";
import type { RollForwardRow } from "./roll-forward";

/**
 * Where the roll-forward and the cohorts behind it have different balances at the end of a month: nowhere, unless something is
 * broken. As sentences, for whoever has to find out.
 */
export function cohortDifferences(rows: readonly RollForwardRow[], cohorts: readonly CohortLedger[]): string[] {
  const sums = new Map<string, { liability: bigint; payable: bigint }>();
  for (const { programme, books } of cohorts) {
    for (const { month, contractLiability, escheatPayable } of books) {
      const key = `${month} ${programme.code} ${programme.standing}`;
      const sum = sums.get(key) ?? { liability: 0n, payable: 0n };
      sums.set(key, { liability: sum.liability + contractLiability, payable: sum.payable + escheatPayable });
    }
  }
  const known = new Set<string>();
  const wrong = rows.flatMap(({ month, cardType, standing, closing, payableClosing }) => {
    if (standing === "given") return [];
    const key = `${month} ${cardType} ${standing}`;
    known.add(key);
    const { liability, payable } = sums.get(key) ?? { liability: 0n, payable: 0n };
    return liability === closing && payable === payableClosing
      ? []
      : [`${key}: cohorts come to ${liability} and ${payable}, the roll-forward to ${closing} and ${payableClosing}`];
  });
  const missing = [...sums].flatMap(([key, { liability, payable }]) =>
    known.has(key) || (liability === 0n && payable === 0n)
      ? []
      : [`${key}: cohorts come to ${liability}, and there is no row`],
  );
  return [...wrong, ...missing];
}
