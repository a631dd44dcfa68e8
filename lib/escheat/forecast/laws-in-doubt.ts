import type { PropertyKind } from "../constants";
import { type OpenCard, placeKey } from "../open-card";
import { type PortfolioBasis, PortfolioLaw } from "../portfolio";
import type { PreparedLaw } from "../prepared";
import { type Reading, type Readings, readingsOf } from "../readings";
import type { Rule, RuleField } from "../rule";
import { type Rulebook, type Versions, versionsOf } from "../rulebook";
import { lawKey } from "./law-key";

/** One law under each plausible reading of what is in doubt about it. */
export type LawInDoubt = {
  readonly jurisdiction: string;
  readonly property: PropertyKind;
  /** Of the version that decides last, which decides most of what is to come. */
  readonly readings: readonly Reading[];
  readonly held: readonly RuleField[];
  /** The law of a card with this one read so, in the same order. */
  readonly lawsOf: (card: OpenCard) => readonly PreparedLaw[];
};

/** Each law's readings, prepared when the first card falls under it. */
export class LawsInDoubt {
  private readonly known = new Map<string, LawInDoubt>();

  constructor(private readonly basis: PortfolioBasis) {}

  of(jurisdiction: string, property: PropertyKind): LawInDoubt {
    const key = lawKey(jurisdiction, property);
    const found = this.known.get(key);
    if (found !== undefined) return found;
    const made = this.prepare(jurisdiction, property);
    this.known.set(key, made);
    return made;
  }

  private prepare(jurisdiction: string, property: PropertyKind): LawInDoubt {
    const versions = versionsOf(this.basis.rulebook, jurisdiction, property);
    const read = versions.map(readingsOf);
    const most = Math.max(...read.map(({ readings }) => readings.length));
    const last = read.at(-1) ?? readingsOf(versions[0]);
    return {
      jurisdiction,
      property,
      readings: Array.from({ length: most }, (_, i) => readingAt(last, i) ?? { rule: versions[0], assumed: [] }),
      held: last.held,
      lawsOf: onceForEachPlace(
        Array.from({ length: most }, (_, i) => this.lawWith(jurisdiction, property, versions, read, i)),
      ),
    };
  }

  /** Every version in its own i-th reading; a version with fewer keeps its last, so that each reading has its turn. */
  private lawWith(
    jurisdiction: string,
    property: PropertyKind,
    versions: Versions,
    read: readonly Readings[],
    i: number,
  ): PortfolioLaw {
    const [first, ...rest] = versions.map((rule, at): Rule => readingAt(read[at], i)?.rule ?? rule);
    const versionsRead: Versions = [first ?? versions[0], ...rest];
    const rulebook: Rulebook = {
      versions: new Map(this.basis.rulebook.versions).set(lawKey(jurisdiction, property), versionsRead),
    };
    return new PortfolioLaw({ ...this.basis, rulebook });
  }
}

/** A portfolio has few types and places, and millions of cards. */
function onceForEachPlace(laws: readonly PortfolioLaw[]): LawInDoubt["lawsOf"] {
  const known = new Map<number, Map<string, readonly PreparedLaw[]>>();
  return (card) => {
    const byPlace = known.get(card.cardTypeId) ?? new Map<string, readonly PreparedLaw[]>();
    known.set(card.cardTypeId, byPlace);
    const place = placeKey(card);
    const found = byPlace.get(place) ?? laws.map((law) => law.of(card));
    byPlace.set(place, found);
    return found;
  };
}

const readingAt = (readings: Readings | undefined, i: number): Reading | undefined =>
  readings?.readings[Math.min(i, readings.readings.length - 1)];
