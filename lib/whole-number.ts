import { z } from "zod";

/**
 * A number that comes as text, in an address or on a command line: digits and nothing else. What JavaScript would take
 * for one too (0x10, 1e1, +5, 5.0) stays the text it is, which no schema of a number takes.
 */
export const ofDigits = (text: unknown): unknown =>
  typeof text === "string" && /^\d+$/.test(text) ? Number(text) : text;

const fromText = (text: unknown): unknown =>
  typeof text === "string" && /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;

/** A whole number between two bounds, both included; in JSON the number itself. */
export const wholeNumber = (least: number, most: number) =>
  z.preprocess(
    ofDigits,
    z
      .number("is no whole number")
      .min(least, `is at least ${least}`)
      .max(most, `is at most ${most}`)
      .int("is no whole number"),
  );

/** The same with decimals. */
export const decimalNumber = (least: number, most: number) =>
  z.preprocess(fromText, z.number("is no number").min(least, `is at least ${least}`).max(most, `is at most ${most}`));

/** What a row of ours is known by, of the tables that count to four bytes. */
export const rowNumber = wholeNumber(1, 2_147_483_647);
