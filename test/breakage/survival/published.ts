/** Data of published cases: facts from the literature, each with its source; and how tests look into outcomes. */
import type { Observation } from "@/lib/breakage/survival/observation";
import type { Outcome } from "@/lib/breakage/survival/outcome";

/** "9 13+ 18": times, a plus for censored. */
export const seen = (text: string): Observation[] =>
  text.split(" ").map((word) => ({ time: Number.parseFloat(word), event: !word.endsWith("+") }));

/** Weeks in remission of 23 patients with acute myelogenous leukaemia, with and without maintenance (Miller 1981, p. 49). */
export const AML = {
  maintained: seen("9 13 13+ 18 23 28+ 31 34 45+ 48 161+"),
  nonmaintained: seen("5 5 8 8 12 16+ 23 27 30 33 43 45"),
};

/** Weeks in remission of 42 children with leukaemia, 6-MP against placebo (Freireich et al., Blood 21, 1963). */
export const GEHAN = {
  mp6: seen("6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"),
  placebo: seen("1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"),
};

/** The value of an outcome that should have one. */
export function granted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problems.map(({ message }) => message).join(" "));
  return outcome.value;
}

/** The kinds of the problems of an outcome; none for a value. */
export const kindsOf = (outcome: Outcome<unknown>): string[] =>
  outcome.ok ? [] : outcome.problems.map(({ kind }) => kind);
