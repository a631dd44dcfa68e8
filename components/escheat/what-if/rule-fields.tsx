import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { propertyKinds } from "@/lib/escheat/constants";
import { lawKey } from "@/lib/escheat/forecast/law-key";
import { activities } from "@/lib/escheat/rule";
import { t } from "@/lib/messages/escheat-forecast";
import type { FieldsProps } from "./question-form";
import classes from "./what-if.module.css";

const claims = ["escheats", "exempt", "unsettled"] as const;
const bases = ["remaining", "face"] as const;

/** Which law, and what of it; a field that is left empty stays as it is, which stands beside it. */
export function RuleFields({ draft, choices, onChange }: FieldsProps) {
  const property = propertyKinds.find((one) => one === draft.property) ?? "closed-loop";
  const now = choices.laws[lawKey(draft.state ?? "", property)];
  const said = (value: string | null | undefined) =>
    now === undefined ? undefined : t("escheat.whatIf.now", { value: value ?? t("word.unknown") });
  const asNow = { value: "", label: t("escheat.whatIf.asNow") };
  const started = draft.startsAt ? draft.startsAt.split(",") : [];
  return (
    <>
      <div className={classes.fields}>
        <NativeSelect
          label={t("escheat.whatIf.state")}
          value={draft.state ?? ""}
          data={[{ value: "", label: "–" }, ...choices.places]}
          onChange={({ currentTarget: { value } }) => onChange({ state: value })}
        />
        <NativeSelect
          label={t("escheat.whatIf.property")}
          value={property}
          data={propertyKinds.map((value) => ({ value, label: t(`escheat.property.${value}`) }))}
          onChange={({ currentTarget: { value } }) => onChange({ property: value })}
        />
        <NativeSelect
          label={t("escheat.whatIf.claim")}
          description={said(
            now?.claim == null
              ? t("escheat.whatIf.claim.unsettled")
              : now.claim === "no-claim"
                ? t("escheat.standing.no-claim")
                : t(`escheat.whatIf.claim.${now.claim}`),
          )}
          value={draft.claim ?? ""}
          data={[asNow, ...claims.map((value) => ({ value, label: t(`escheat.whatIf.claim.${value}`) }))]}
          onChange={({ currentTarget: { value } }) => onChange({ claim: value })}
        />
        <TextInput
          label={t("escheat.whatIf.dormancyYears")}
          description={said(now?.dormancyYears?.toString())}
          inputMode="numeric"
          pattern="\d{1,3}"
          value={draft.dormancyYears ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ dormancyYears: value })}
        />
        <TextInput
          label={t("escheat.whatIf.percent")}
          description={said(now?.percent?.toString())}
          inputMode="decimal"
          pattern="\d{1,3}(\.\d{1,2})?"
          value={draft.percent ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ percent: value })}
        />
        <NativeSelect
          label={t("escheat.whatIf.base")}
          description={said(now?.base ? t(`escheat.whatIf.base.${now.base}`) : null)}
          value={draft.base ?? ""}
          data={[asNow, ...bases.map((value) => ({ value, label: t(`escheat.whatIf.base.${value}`) }))]}
          onChange={({ currentTarget: { value } }) => onChange({ base: value })}
        />
        <TextInput
          label={t("escheat.whatIf.effectiveFrom")}
          description={t("escheat.whatIf.effectiveFrom.hint")}
          type="date"
          value={draft.effectiveFrom ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ effectiveFrom: value })}
        />
      </div>
      <Checkbox.Group
        label={t("escheat.whatIf.startsAt")}
        description={said(now?.startsAt?.map((one) => t(`escheat.whatIf.activity.${one}`)).join(", "))}
        value={started}
        onChange={(chosen) => onChange({ startsAt: activities.filter((one) => chosen.includes(one)).join(",") })}
      >
        <div className={classes.checks}>
          {activities.map((one) => (
            <Checkbox key={one} value={one} label={t(`escheat.whatIf.activity.${one}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </>
  );
}
