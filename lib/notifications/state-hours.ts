import type { Cap } from "./sending/frequency-cap";
import type { QuietHours } from "./sending/quiet-hours";

/** What a state demands beyond federal law of whoever texts or calls its people to sell something. */
export type StateHours = {
  readonly quiet: QuietHours;
  /** Messages a person may get; null: the state says nothing of it. */
  readonly cap: Cap | null;
  readonly source: string;
  /** When the source was read. */
  readonly date: string;
};

const ACT =
  "State act on telephone solicitation: from 8 in the morning to 8 in the evening, by a survey of such acts; the wording of the act itself was not compared.";
const untilEight = { quiet: { from: 20, to: 8 }, cap: null, source: ACT, date: "2026-11-25" } as const;

/** States that are not here have the federal hours (`proposals/lawful-hours.ts`), within which every issuer's own lie. */
const table: ReadonlyMap<string, StateHours> = new Map<string, StateHours>([
  // Three within 24 hours about one subject; every commercial message counts, whatever it is about.
  ["US-FL", { ...untilEight, cap: { most: 3, days: 1 } }],
  ["US-MD", untilEight],
  ["US-OK", untilEight],
  ["US-WA", untilEight],
]);

/** All of them, as they are shown. */
export const statesWithHours = [...table].map(([state, hours]) => ({ state, ...hours }));

export const stateHoursOf = (jurisdiction: string | null): StateHours | null =>
  (jurisdiction === null ? null : table.get(jurisdiction)) ?? null;
