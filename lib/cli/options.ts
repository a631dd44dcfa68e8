import type { OptionSpec } from "./command";

/** Options that mean the same wherever they are taken. */
export const issuer = {
  type: "string",
  value: "CODE",
  required: true,
  summary: "the issuer's code",
} as const satisfies OptionSpec;
export const currency = {
  type: "string",
  value: "CODE",
  summary: "by default the issuer's reporting currency",
} as const satisfies OptionSpec;
