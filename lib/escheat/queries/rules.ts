import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import type { CivilDate } from "@/lib/dates";
import type { Scope } from "@/lib/identity/scope";
import type { PropertyKind } from "../constants";
import { type LawBook, type ListedVersion, lawBook, listVersions } from "../law-versions";
import { inForce, readOwnVersion } from "../own-version";
import type { Rule } from "../rule";
import { type RuleLine, ruleLines } from "../rule-list";
import { ruleAt } from "../rulebook";
import type { Touched, TouchedBasis, TouchedByLaw } from "../touched";
import { readHolder } from "./holder";
import { readKeptLaw, type WhichLaw } from "./rulebook";
import { findTouchedBasis, hasOtherKind, readTouched, readTouchedLines } from "./touched";

export type RuleList = {
  readonly asOf: CivilDate;
  readonly property: PropertyKind;
  readonly lines: readonly RuleLine[];
  /** Cards that each law decides, where a forecast of escheatment has been made. */
  readonly touched: { readonly basis: TouchedBasis; readonly by: ReadonlyMap<string, Touched> } | null;
  readonly faults: readonly string[];
};

/** The law of every jurisdiction for cards presumed abandoned on the day. */
export function getRuleList(
  scope: Scope,
  { property, asOf }: { readonly property: PropertyKind; readonly asOf: CivilDate },
): Promise<RuleList> {
  return withScope(
    scope,
    async (tx) => {
      const { rulebook, faults } = lawBook(await readKeptLaw(tx, scope));
      const here = await readHere(tx, scope);
      const basis = await findTouchedBasis(tx, scope, asOf);
      const lines = ruleLines(rulebook, property, asOf, here);
      const touched = basis && { basis, by: await readTouched(tx, scope, basis, property) };
      return { asOf, property, lines, touched, faults };
    },
    { readOnly: true },
  );
}

export type RulePage = {
  readonly law: WhichLaw;
  readonly asOf: CivilDate;
  readonly versions: readonly ListedVersion[];
  /** The version that decides cards presumed abandoned on the day. */
  readonly current: Rule;
  readonly touched: TouchedByLaw | null;
  readonly faults: readonly string[];
  /** Numbers of own versions in force that can no longer be read: a new one can take their place. */
  readonly unreadable: readonly number[];
  /** The highest number of an own version; 0: there is none. */
  readonly seen: number;
};

/** One law with all its versions. Every jurisdiction has one, if only one that nobody has looked up. */
export function getRulePage(scope: Scope, law: WhichLaw, asOf: CivilDate): Promise<RulePage> {
  return withScope(
    scope,
    async (tx) => {
      const kept = await readKeptLaw(tx, scope, law);
      const book: LawBook = lawBook(kept);
      const basis = await findTouchedBasis(tx, scope, asOf);
      return {
        law,
        asOf,
        versions: listVersions(law, kept, book),
        current: ruleAt(book.rulebook, law.jurisdiction, law.property, asOf),
        touched: basis && {
          basis,
          lines: await readTouchedLines(tx, scope, basis, law),
          hasOtherKind: await hasOtherKind(tx, scope, basis, law),
        },
        faults: book.faults,
        unreadable: inForce(kept.own).flatMap((own) => ("fault" in readOwnVersion(own) ? [own.version] : [])),
        seen: kept.own.at(-1)?.version ?? 0,
      };
    },
    { readOnly: true },
  );
}

/** Where owners of cards lived when the cards were loaded, and where the issuer is incorporated. */
async function readHere(tx: Tx, scope: Scope): Promise<Set<string>> {
  const rows = await tx.execute<{ jurisdiction: string }>(
    sql`select distinct jurisdiction from gold.state_expiry where issuer_id = ${scope.issuerId}`,
  );
  const { incorporation } = await readHolder(tx, scope);
  return new Set([...rows.map(({ jurisdiction }) => jurisdiction), ...(incorporation === null ? [] : [incorporation])]);
}
