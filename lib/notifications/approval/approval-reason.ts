import type { Explanation } from "../optimiser/explain";
import { explanationWords } from "../optimiser/explain-words";

/**
 * Why somebody is written to and when, in sentences. What is stored is an `Explanation`; anything else (an entry made by
 * hand, an older form) is not guessed at and says nothing.
 */
export function approvalReason(stored: Readonly<Record<string, unknown>>, currency: string): string[] {
  if (!isExplanation(stored)) return [];
  const { stake, choice, others } = explanationWords(stored, currency);
  return [stake, ...choice, ...others];
}

function isExplanation(stored: Readonly<Record<string, unknown>>): stored is Explanation & Record<string, unknown> {
  return typeof stored.reason === "string" && /^\d+$/.test(String(stored.atStake)) && Array.isArray(stored.others);
}
