"use client";

import { NativeSelect } from "@mantine/core";
import { NumberField } from "@/components/ui/number-field";
import type { DayDraft } from "@/lib/escheat/rule-draft";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";

const month = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });
const months = Array.from({ length: 12 }, (_, index) => ({
  value: String(index + 1),
  label: month.format(new Date(Date.UTC(2001, index, 1))),
}));

type Props = { label: string; value: DayDraft; onChange: (value: DayDraft) => void };

/** A day that comes every year. */
export function DayField({ label, value, onChange }: Props) {
  return (
    <fieldset className={classes.pair}>
      <legend className={classes.legend}>{label}</legend>
      <NativeSelect
        label={t("escheat.edit.month")}
        value={String(value.month)}
        data={months}
        onChange={(event) => onChange({ ...value, month: Number(event.currentTarget.value) })}
      />
      <NumberField label={t("escheat.edit.day")} value={value.day} onChange={(day) => onChange({ ...value, day })} />
    </fieldset>
  );
}
