"use client";

import { Button, Checkbox } from "@mantine/core";
import { useId } from "react";
import { NeedsCounsel } from "@/components/escheat/needs-counsel";
import type { RuleField } from "@/lib/escheat/rule";
import type { FieldDrafts, RuleDraft } from "@/lib/escheat/rule-draft";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";
import { FieldEditor } from "./field-editor";

export type CurrentField = { field: RuleField; name: string; sentence: string; counsel: string | null };

type Props = {
  current: CurrentField;
  draft: RuleDraft[RuleField];
  faults: readonly string[];
  onOpen: () => void;
  onChange: (draft: FieldDrafts[RuleField]) => void;
  onLeave: () => void;
};

/** What the law says now, and, once it is opened, what it is to say. */
export function FieldRow({ current, draft, faults, onOpen, onChange, onLeave }: Props) {
  const { field, name, sentence, counsel } = current;
  const heading = useId();
  return (
    <section className={classes.row} aria-labelledby={heading} data-open={draft ? "" : undefined}>
      <header className={classes.rowHead}>
        <h3 id={heading} className={classes.rowName}>
          {name}
        </h3>
        <Button
          variant="default"
          size="xs"
          aria-label={t(draft ? "escheat.edit.leaveField" : "escheat.edit.changeField", { field: name })}
          onClick={draft ? onLeave : onOpen}
        >
          {t(draft ? "escheat.edit.leave" : "escheat.edit.change")}
        </Button>
      </header>
      <p className={classes.now}>
        {sentence} {counsel ? <NeedsCounsel /> : null}
      </p>
      {draft ? (
        <div className={classes.editor}>
          <Checkbox
            label={t("escheat.edit.unknown")}
            description={t("escheat.edit.unknownWhy")}
            checked={!draft.isKnown}
            onChange={(event) => onChange({ ...draft, isKnown: !event.currentTarget.checked })}
          />
          {draft.isKnown ? <FieldEditor field={field} draft={draft} onChange={onChange} /> : null}
        </div>
      ) : null}
      {faults.length > 0 ? (
        <ul className={classes.faults} role="alert">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
