import type { PropertyKind } from "../constants";
import type { EscheatOutcome } from "../determination";
import type { RuleField } from "../rule";
import { fieldSentence } from "../words";
import type { CounselLine } from "./counsel";
import type { Foreseen } from "./foresee";
import type { DoubtfulLaw } from "./reading-sums";

/** A law in doubt as a version keeps it: its readings, each by the sentences in which it differs from the others. */
export type KeptLaw = {
  readonly jurisdiction: string;
  readonly property: PropertyKind | null;
  readonly sentences: readonly string[];
  /** `says` are places in the sentences. */
  readonly readings: readonly { readonly says: readonly number[]; readonly unknownTaken: boolean }[];
  readonly held: readonly RuleField[];
};

export type KeptCounsel = {
  readonly jurisdiction: string;
  readonly property: PropertyKind | null;
  readonly outcome: EscheatOutcome;
  readonly fields: readonly string[];
  readonly cards: number;
  readonly balance: string;
};

/** What a version says of itself as a whole, kept as JSON. */
export type KeptSummary = {
  /** The kind of property that each card type was taken to be: a type changed later does not change the version. */
  readonly properties: Readonly<Record<string, PropertyKind | null>>;
  readonly laws: readonly KeptLaw[];
  readonly counsel: readonly KeptCounsel[];
  readonly withoutCurve: { readonly cards: number; readonly balance: string };
  /** Day to whose end the breakage forecast knew the data; null without one. */
  readonly forecastTo: string | null;
};

export function summaryOf(
  foreseen: Foreseen,
  properties: ReadonlyMap<number, PropertyKind | null>,
  forecastTo: string | null,
): KeptSummary {
  return {
    properties: Object.fromEntries(properties),
    laws: foreseen.doubts.map(keptLaw),
    counsel: foreseen.counsel.map(keptCounsel),
    withoutCurve: { cards: foreseen.withoutCurve.cards, balance: foreseen.withoutCurve.balance.toString() },
    forecastTo,
  };
}

/** The cast is good because only `summaryOf` makes summaries of versions. */
export const keptSummary = (summary: Readonly<Record<string, unknown>>): KeptSummary => summary as KeptSummary;

/** Dates of the report are in the year of each; they tell readings apart only where they differ. */
function keptLaw({ jurisdiction, property, kept, readings, held }: DoubtfulLaw): KeptLaw {
  const read = kept.map(({ reading }) => (reading === null ? undefined : readings[reading]));
  const said = read.map((one) => one?.assumed.map((field) => fieldSentence(one.rule, field)) ?? []);
  const taking = said.filter((_, i) => read[i]?.rule.claim.value === "escheats");
  const inAll = (sentence: string) => taking.every((all) => all.includes(sentence));
  const shown = said.map((all, i) =>
    read[i]?.rule.claim.value === "escheats" ? all.filter((one) => !inAll(one)) : all,
  );
  const sentences = [...new Set(shown.flat())];
  return {
    jurisdiction,
    property,
    held,
    sentences,
    readings: kept.map(({ unknownTaken }, i) => ({
      says: (shown[i] ?? []).map((one) => sentences.indexOf(one)),
      unknownTaken,
    })),
  };
}

const keptCounsel = ({ balance, ...line }: CounselLine): KeptCounsel => ({ ...line, balance: balance.toString() });
