import { fingerprint } from "./fingerprint";
import type { Rule } from "./rule";

/**
 * SHA-256 of what a rule says, in hexadecimal: every field with its sources and days. A confirmation names it, so that
 * one given to other words counts no longer. The version's number and who confirmed it are not part of it.
 */
export const ruleHash = ({ version: _, confirmed: __, ...said }: Rule): string => fingerprint(said);
