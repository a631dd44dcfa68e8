import { NativeSelect } from "@mantine/core";
import { businessModels, issuerTypes } from "@/lib/cards/constants";
import { factAnswers, typeFacts } from "@/lib/escheat/forecast/what-if-parts";
import { t } from "@/lib/messages/escheat-forecast";
import type { FieldsProps } from "./question-form";
import classes from "./what-if.module.css";

/** Which card type, and which of the facts that the law asks for. */
export function TypeFields({ draft, choices, onChange }: FieldsProps) {
  const code = draft["card-type"];
  const type = choices.types.find((one) => one.code === code);
  const asNow = { value: "", label: t("escheat.whatIf.asNow") };
  const said = (value: string | undefined) =>
    type === undefined ? undefined : t("escheat.whatIf.now", { value: value ?? "" });
  const answerOf = (answer: boolean | null | undefined) =>
    t(`escheat.whatIf.answer.${answer == null ? "unknown" : answer ? "yes" : "no"}`);
  const wordOf = (value: (typeof issuerTypes)[number] | (typeof businessModels)[number] | null | undefined) =>
    value == null ? t("word.unknown") : t(`value.${value}`);
  return (
    <div className={classes.fields}>
      <NativeSelect
        label={t("escheat.whatIf.cardType")}
        value={code ?? ""}
        data={[{ value: "", label: "–" }, ...choices.types.map((one) => ({ value: one.code, label: one.name }))]}
        onChange={({ currentTarget: { value } }) => onChange({ "card-type": value })}
      />
      {typeFacts.map((fact) => (
        <NativeSelect
          key={fact}
          label={t(`escheat.whatIf.fact.${fact}`)}
          description={said(answerOf(type?.[fact]))}
          value={draft[fact] ?? ""}
          data={[asNow, ...factAnswers.map((value) => ({ value, label: t(`escheat.whatIf.answer.${value}`) }))]}
          onChange={({ currentTarget: { value } }) => onChange({ [fact]: value })}
        />
      ))}
      <NativeSelect
        label={t("escheat.whatIf.issuerType")}
        description={said(wordOf(type?.issuerType))}
        value={draft.issuerType ?? ""}
        data={[asNow, ...issuerTypes.map((value) => ({ value, label: t(`value.${value}`) }))]}
        onChange={({ currentTarget: { value } }) => onChange({ issuerType: value })}
      />
      <NativeSelect
        label={t("escheat.whatIf.model")}
        description={said(wordOf(type?.businessModel))}
        value={draft.businessModel ?? ""}
        data={[asNow, ...businessModels.map((value) => ({ value, label: t(`value.${value}`) }))]}
        onChange={({ currentTarget: { value } }) => onChange({ businessModel: value })}
      />
    </div>
  );
}
