import type { PropertyKind } from "../constants";
import type { RuleField } from "../rule";
import type { KeptSummary } from "./kept";
import { lawKey } from "./law-key";
import type { Slice, SliceBasis } from "./report";
import { NOTHING, sumOfStakes } from "./stake";

/** A law in doubt with what each of its readings comes to for the cards of a slice; the most money first. */
export type ReadLawRow = {
  readonly jurisdiction: string;
  readonly property: PropertyKind | null;
  readonly readings: readonly {
    readonly key: string;
    readonly says: readonly string[];
    readonly unknownTaken: boolean;
    readonly expected: bigint;
  }[];
  /** Some readings differ only in what unknown facts are taken for. */
  readonly hasUnknown: boolean;
  readonly held: readonly RuleField[];
};

export function readLaws(
  { readings }: Slice,
  { propertyOf }: Pick<SliceBasis, "propertyOf">,
  { laws }: KeptSummary,
): ReadLawRow[] {
  return laws.flatMap(({ jurisdiction, property, sentences, readings: kept, held }): ReadLawRow[] => {
    const name = lawKey(jurisdiction, property);
    const own = readings.filter((one) => lawKey(one.jurisdiction, propertyOf(one.cardTypeId)) === name);
    if (own.length === 0) return [];
    const lines = kept.map(({ says, unknownTaken }, i) => ({
      key: String(i),
      says: says.flatMap((at) => sentences[at] ?? []),
      unknownTaken,
      expected: BigInt(Math.round(sumOfStakes(own.map(({ stakes }) => stakes[i] ?? NOTHING)).expected)),
    }));
    return [
      {
        jurisdiction,
        property,
        held,
        hasUnknown: new Set(kept.map(({ unknownTaken }) => unknownTaken)).size > 1,
        readings: lines.sort((a, b) => (a.expected === b.expected ? 0 : a.expected > b.expected ? -1 : 1)),
      },
    ];
  });
}
