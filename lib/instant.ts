import { type CivilDate, isUsableDate } from "./dates";

/** A moment with its zone, no finer than the database keeps it; clocks of the earth are at most 14 hours from UTC. */
const INSTANT = /^(.{10})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

export const isInstant = (text: string): boolean => isUsableDate(INSTANT.exec(text)?.[1] ?? "");

/** How a known-at date may be written: a whole day counts to its end, an instant to itself. */
export const isKnownAt = (text: string): boolean => isUsableDate(text) || isInstant(text);

/** The day as it is written, for where there is no room for the hour. */
export const dayOf = (knownAt: string): CivilDate => knownAt.slice(0, 10);
