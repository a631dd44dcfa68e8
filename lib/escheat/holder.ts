import type { CivilDate } from "@/lib/dates";
import type { IssuerFacts } from "./card-facts";
import type { HolderInput } from "./holder-schema";

/** The issuing legal entity as states know it, and what its counsel has settled; null where nobody has entered it. */
export type Holder = {
  readonly legalName: string | null;
  /** 'US-DE', or a country such as 'CA'. */
  readonly incorporation: string | null;
  readonly incorporatedOn: CivilDate | null;
  /** Nine digits. */
  readonly fein: string | null;
  /** Six digits of the North American Industry Classification System. */
  readonly naics: string | null;
  readonly addressLine: string | null;
  readonly city: string | null;
  /** Two letters, as the Postal Service writes it. */
  readonly state: string | null;
  readonly zip: string | null;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  /** Ten digits. */
  readonly contactPhone: string | null;
  readonly smallIssuer: boolean | null;
  readonly takesSecondPriority: boolean;
  readonly texasDeemsAddress: boolean;
  /** The NAUPA III code of gift cards. It is not published where we could see it: ask the state. */
  readonly propertyCode: string | null;
  /** Null: never entered; then all of it is as the usual issuer's. */
  readonly updated: { readonly by: string; readonly at: string } | null;
};

/** What a form asks for. */
export const holderFields = [
  "legalName",
  "incorporation",
  "incorporatedOn",
  "fein",
  "naics",
  "addressLine",
  "city",
  "state",
  "zip",
  "contactName",
  "contactEmail",
  "contactPhone",
  "smallIssuer",
  "takesSecondPriority",
  "texasDeemsAddress",
  "propertyCode",
] as const satisfies readonly (keyof Holder & keyof HolderInput)[];

/** What a determination needs of the holder. */
export function issuerFactsOf(holder: Holder): IssuerFacts {
  const { incorporation, smallIssuer, takesSecondPriority, texasDeemsAddress } = holder;
  return { incorporation, smallIssuer, takesSecondPriority, texasDeemsAddress };
}

/** The state of incorporation, two letters on the issuer's own record; else the country outside the United States. */
export function incorporationOf(state: string | null, abroad: string | null): string | null {
  return state === null ? abroad : `US-${state}`;
}

/** What cannot be done as long as fields are empty, in the order in which it comes up. */
export const holderNeeds = {
  law: ["incorporation"],
  letters: ["legalName", "addressLine", "city", "state", "zip", "contactEmail", "contactPhone"],
  reports: ["fein", "naics", "contactName", "incorporatedOn", "propertyCode"],
} as const satisfies Record<string, readonly (keyof Holder)[]>;
export type HolderNeed = keyof typeof holderNeeds;
type NeededField = (typeof holderNeeds)[HolderNeed][number];

/** The empty fields that keep something from being done; what is complete is left out. */
export function holderGaps(
  holder: Holder,
): { readonly need: HolderNeed; readonly fields: readonly (keyof Holder)[] }[] {
  return (["law", "letters", "reports"] as const)
    .map((need) => ({ need, fields: neededFor(need).filter((field) => holder[field] === null) }))
    .filter(({ fields }) => fields.length > 0);
}

const neededFor = (need: HolderNeed): readonly NeededField[] => holderNeeds[need];
