import type { RuleField } from "@/lib/escheat/rule";
import type { FieldDrafts } from "@/lib/escheat/rule-draft";

/** What each editor of a field takes: the field as it is edited, and who is told of a change. */
export type EditorProps<F extends RuleField> = {
  draft: FieldDrafts[F];
  onChange: (draft: FieldDrafts[F]) => void;
};
