import { z } from "zod";
import { civilDate } from "@/lib/breakage/schema";
import { propertyKinds } from "./constants";
import { isJurisdiction } from "./jurisdiction-name";
import { type Rule, type RuleField, ruleFields } from "./rule";
import { parseRule, ruleNote, ruleValues } from "./rule-schema";

const text = (most: number) =>
  z.string().trim().min(1, "is needed: it stands beside the rule for good").max(most, `has at most ${most} characters`);

/** Which law: the parts of its path. */
export const lawShape = {
  jurisdiction: z.string().refine(isJurisdiction, "is no jurisdiction ('US-WV', or a country such as 'CA')"),
  property: z.enum(propertyKinds),
};

/** The fields that change, each with its whole new value; null: nobody knows what the law says. */
export const ruleChanges = z
  .strictObject(
    Object.fromEntries(ruleFields.map((field) => [field, (ruleValues[field] as z.ZodType).nullable()])) as {
      [F in RuleField]: z.ZodNullable<(typeof ruleValues)[F]>;
    },
  )
  .partial();

/** A version of an issuer's own as a person writes it: what changes, from which day, by what source and why. */
export const ruleVersionInput = z.strictObject({
  ...lawShape,
  /** The version whose fields stay where nothing changes them. */
  startFrom: z.int().min(0),
  /** The highest number the writer has seen among the issuer's own; 0: none. */
  seen: z.int().min(0),
  /** An own version that was wrong and whose place this one takes. */
  replaces: z.int().min(1).nullable(),
  /** Null: it has always been so. */
  effectiveFrom: civilDate.nullable(),
  source: text(1_000),
  reason: text(500),
  changes: ruleChanges,
  /** Left out: stays. */
  note: ruleNote.optional(),
});
export type RuleVersionInput = z.output<typeof ruleVersionInput>;

/**
 * The rule that a version makes of the one it starts from. What changes has the version's source and is to be confirmed by
 * somebody else; what does not change keeps its own. Of what becomes exempt whatever the card is like, share and
 * exemptions go, unless they are said: there is nothing left for them to speak of.
 * @throws Invalid that names each field which cannot be, or contradicts another.
 */
export function nextRule(start: Rule, input: RuleVersionInput, version: number): Rule {
  const { effectiveFrom, source, changes, note } = input;
  const dropped = changes.claim === "exempt" ? { share: null, exemptions: [] } : {};
  const said = Object.entries({ ...dropped, ...changes }).filter(([, value]) => value !== undefined);
  const fields = said.map(([field, value]) => [
    field,
    { value, confidence: value === null ? "not-found" : "to-confirm", source },
  ]);
  return parseRule({
    ...start,
    ...Object.fromEntries(fields),
    version,
    effectiveFrom,
    effectiveTo: null,
    confirmed: null,
    note: note === undefined ? start.note : note,
  });
}

/** Whether anything would be another than it is. */
export const changesAnything = ({ changes, note, replaces }: RuleVersionInput): boolean =>
  replaces !== null || note !== undefined || Object.values(changes).some((value) => value !== undefined);
