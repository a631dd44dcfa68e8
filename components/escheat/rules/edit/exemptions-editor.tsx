"use client";

import { Button, Checkbox, Textarea } from "@mantine/core";
import { conditionOf, type ExemptionDraft, newCondition, newExemption } from "@/lib/escheat/exemption-draft";
import { exemptionSentence } from "@/lib/escheat/exemption-words";
import { t } from "@/lib/messages/escheat-rule-screens";
import { ConditionRow } from "./condition-row";
import classes from "./edit.module.css";
import type { EditorProps } from "./editor-props";

/** Ids only tell the parts of a form apart. */
const nextId = (list: readonly ExemptionDraft[]): number =>
  Math.max(0, ...list.flatMap(({ id, conditions }) => [id, ...conditions.map((one) => one.id)])) + 1;

export function ExemptionsEditor({ draft, onChange }: EditorProps<"exemptions">) {
  const { list } = draft;
  const setList = (next: readonly ExemptionDraft[]) => onChange({ ...draft, list: next });
  return (
    <div className={classes.group}>
      <p className={classes.hint}>{t("escheat.edit.exemptionsWhy")}</p>
      {list.map((exemption, at) => (
        <ExemptionFields
          key={exemption.id}
          exemption={exemption}
          number={at + 1}
          newId={nextId(list)}
          onChange={(next) => setList(list.map((one) => (one.id === next.id ? next : one)))}
          onRemove={() => setList(list.filter(({ id }) => id !== exemption.id))}
        />
      ))}
      <div>
        <Button variant="default" size="xs" onClick={() => setList([...list, newExemption(nextId(list))])}>
          {t("escheat.edit.addExemption")}
        </Button>
      </div>
    </div>
  );
}

type Props = {
  exemption: ExemptionDraft;
  number: number;
  newId: number;
  onChange: (exemption: ExemptionDraft) => void;
  onRemove: () => void;
};

/** A card is exempt when all conditions hold. The sentence follows from them until somebody writes a better one. */
function ExemptionFields({ exemption, number, newId, onChange, onRemove }: Props) {
  const { conditions } = exemption;
  // A sentence that was true of other conditions would stand as the law.
  const setConditions = (next: ExemptionDraft["conditions"]) =>
    onChange({ ...exemption, name: null, sentence: "", conditions: next });
  return (
    <fieldset className={classes.exemption}>
      <legend className={classes.legend}>{t("escheat.edit.exemption", { number })}</legend>
      {conditions.map((condition, at) => (
        <ConditionRow
          key={condition.id}
          condition={condition}
          number={at + 1}
          onChange={(next) => setConditions(conditions.map((one) => (one.id === next.id ? next : one)))}
          onRemove={() => setConditions(conditions.filter(({ id }) => id !== condition.id))}
        />
      ))}
      <div>
        <Button variant="default" size="xs" onClick={() => setConditions([...conditions, newCondition(newId)])}>
          {t("escheat.edit.addCondition")}
        </Button>
      </div>
      <Textarea
        label={t("escheat.edit.sentence")}
        description={t("escheat.edit.sentenceWhy")}
        autosize
        minRows={1}
        maxLength={400}
        placeholder={conditions.length > 0 ? exemptionSentence(conditions.map(conditionOf)) : ""}
        value={exemption.sentence}
        onChange={(event) => onChange({ ...exemption, sentence: event.currentTarget.value })}
      />
      <Checkbox
        label={t("escheat.edit.onlyIfClaimed")}
        description={t("escheat.edit.onlyIfClaimedWhy")}
        checked={exemption.onlyIfClaimed}
        onChange={(event) => onChange({ ...exemption, onlyIfClaimed: event.currentTarget.checked })}
      />
      <div>
        <Button variant="default" size="xs" onClick={onRemove}>
          {t("escheat.edit.removeExemption", { number })}
        </Button>
      </div>
    </fieldset>
  );
}
