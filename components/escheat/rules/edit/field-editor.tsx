"use client";

import type { ReactNode } from "react";
import type { RuleField } from "@/lib/escheat/rule";
import type { RuleDraft } from "@/lib/escheat/rule-draft";
import { AggregateEditor, CashBackEditor, DormancyEditor } from "./amount-editors";
import { ClaimEditor } from "./claim-editor";
import { ClockEditor } from "./clock-editor";
import type { EditorProps } from "./editor-props";
import { ExemptionsEditor } from "./exemptions-editor";
import { CutoffEditor, DueEditor, LettersEditor } from "./report-editors";
import { ShareEditor } from "./share-editor";

const editors: { readonly [F in RuleField]: (props: EditorProps<F>) => ReactNode } = {
  claim: ClaimEditor,
  exemptions: ExemptionsEditor,
  clock: ClockEditor,
  dormancyYears: DormancyEditor,
  share: ShareEditor,
  reportCutoff: CutoffEditor,
  reportDue: DueEditor,
  letters: LettersEditor,
  aggregateBelow: AggregateEditor,
  cashBack: CashBackEditor,
};

type Props<F extends RuleField> = { field: F; draft: NonNullable<RuleDraft[F]>; onChange: EditorProps<F>["onChange"] };

/** The editor that belongs to the field; the table above ties each to its own draft. */
export function FieldEditor<F extends RuleField>({ field, draft, onChange }: Props<F>) {
  const Editor = editors[field] as (props: EditorProps<F>) => ReactNode;
  return <Editor draft={draft} onChange={onChange} />;
}
