import type { Rule } from "./rule";
import { type FieldWords, ruleWords } from "./words";

/** One field of two versions side by side. */
export type ComparedField = {
  readonly field: FieldWords["field"];
  readonly name: string;
  readonly before: FieldWords;
  readonly after: FieldWords;
  /** The law says another thing. */
  readonly differs: boolean;
  /** The law says the same, but with another source, or it has been confirmed in between. */
  readonly differsInSource: boolean;
};

export function compareRules(before: Rule, after: Rule): ComparedField[] {
  const right = new Map(ruleWords(after).map((words) => [words.field, words]));
  return ruleWords(before).map((words) => {
    const other = right.get(words.field) ?? words;
    const differs = words.sentence !== other.sentence || !isSame(before, after, words.field);
    const differsInSource = !differs && (words.source !== other.source || words.confidence !== other.confidence);
    return { field: words.field, name: words.name, before: words, after: other, differs, differsInSource };
  });
}

/** Exemptions may read alike and ask other facts, and alternatives stand in no sentence of the field. */
function isSame(a: Rule, b: Rule, field: FieldWords["field"]): boolean {
  const said = ({ value, alternatives }: Rule[FieldWords["field"]]) => JSON.stringify([value, alternatives ?? []]);
  return said(a[field]) === said(b[field]);
}
