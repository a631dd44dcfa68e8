"use client";

import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { NumberField } from "@/components/ui/number-field";
import { issuerTypes } from "@/lib/cards/constants";
import { type ConditionDraft, conditionFacts, isAmountFact, isYesNoFact } from "@/lib/escheat/exemption-draft";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";

type Props = {
  condition: ConditionDraft;
  /** Its place in the exemption, from 1. */
  number: number;
  onChange: (condition: ConditionDraft) => void;
  onRemove: () => void;
};

/** One question about a card and the answer that is asked for, both chosen from what the rules know. */
export function ConditionRow({ condition, number, onChange, onRemove }: Props) {
  return (
    <div className={classes.condition}>
      <NativeSelect
        label={t("escheat.edit.condition", { number })}
        value={condition.fact}
        data={conditionFacts.map((fact) => ({ value: fact, label: t(`escheat.edit.fact.${fact}`) }))}
        onChange={(event) => {
          const fact = conditionFacts.find((one) => one === event.currentTarget.value);
          if (fact) onChange({ ...condition, fact });
        }}
      />
      <Answer condition={condition} number={number} onChange={onChange} />
      <Button variant="default" aria-label={t("escheat.edit.removeCondition", { number })} onClick={onRemove}>
        {t("escheat.edit.remove")}
      </Button>
    </div>
  );
}

function Answer({ condition, number, onChange }: Omit<Props, "onRemove">) {
  const { fact } = condition;
  if (isYesNoFact(fact)) {
    return (
      <NativeSelect
        label={t("escheat.edit.answer", { number })}
        value={condition.is ? "yes" : "no"}
        data={(["yes", "no"] as const).map((value) => ({ value, label: t(`escheat.condition.${fact}.${value}`) }))}
        onChange={(event) => onChange({ ...condition, is: event.currentTarget.value === "yes" })}
      />
    );
  }
  if (isAmountFact(fact)) {
    return (
      <div className={classes.answer}>
        {condition.isLimitKnown ? (
          <NumberField
            label={t("escheat.edit.limit")}
            value={condition.dollars}
            decimals={2}
            prefix="$"
            onChange={(dollars) => onChange({ ...condition, dollars })}
          />
        ) : null}
        <Checkbox
          label={t("escheat.edit.limitUnknown")}
          checked={!condition.isLimitKnown}
          onChange={(event) => onChange({ ...condition, isLimitKnown: !event.currentTarget.checked })}
        />
      </div>
    );
  }
  return (
    <Checkbox.Group
      label={t("escheat.edit.issuerTypes")}
      value={[...condition.oneOf]}
      onChange={(values) => onChange({ ...condition, oneOf: issuerTypes.filter((one) => values.includes(one)) })}
    >
      <div className={classes.answers}>
        {issuerTypes.map((type) => (
          <Checkbox key={type} value={type} label={t(`value.${type}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
