"use client";

import { NativeSelect, Radio } from "@mantine/core";
import type { BusinessModel, IssuerType, Medium } from "@/lib/cards/constants";
import { t } from "@/lib/messages/identity";
import type { Answer } from "@/lib/programme/card-type-flags";
import classes from "./card-type-fields.module.css";

type AnswerProps = {
  field: Answer;
  value: boolean | null;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: boolean | null) => void;
};

const words = ["yes", "no", "unknown"] as const;
const wordOf = (value: boolean | null) => (value === null ? "unknown" : value ? "yes" : "no");
const answerOf = (word: string) => (word === "unknown" ? null : word === "yes");

/** Three answers, because "we do not know" is one: nothing is ticked by default. */
export function AnswerField({ field, value, error, disabled, onChange }: AnswerProps) {
  return (
    <Radio.Group
      label={t(`cardType.${field}`)}
      description={t(`cardType.${field}.why`)}
      value={wordOf(value)}
      error={error}
      onChange={(word) => onChange(answerOf(word))}
    >
      <div className={classes.answers}>
        {words.map((word) => (
          <Radio key={word} value={word} label={t(`answer.${word}`)} disabled={disabled} />
        ))}
      </div>
    </Radio.Group>
  );
}

type Value = BusinessModel | Medium | IssuerType;
type ChoiceProps<V extends Value> = {
  field: "businessModel" | "medium" | "issuerType";
  values: readonly V[];
  value: V | null;
  disabled: boolean;
  onChange: (value: V | null) => void;
};

export function ChoiceField<V extends Value>({ field, values, value, disabled, onChange }: ChoiceProps<V>) {
  return (
    <NativeSelect
      label={t(`cardType.${field}`)}
      description={t(`cardType.${field}.why`)}
      disabled={disabled}
      data={[
        { value: "", label: t("answer.unknown") },
        ...values.map((one) => ({ value: one, label: t(`value.${one}`) })),
      ]}
      value={value ?? ""}
      onChange={(event) => onChange(values.find((one) => one === event.currentTarget.value) ?? null)}
    />
  );
}
