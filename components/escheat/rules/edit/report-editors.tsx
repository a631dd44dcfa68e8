"use client";

import { Checkbox, NativeSelect, Stack } from "@mantine/core";
import { NumberField } from "@/components/ui/number-field";
import { t } from "@/lib/messages/escheat-rule-screens";
import { DayField } from "./day-field";
import classes from "./edit.module.css";
import type { EditorProps } from "./editor-props";

export function CutoffEditor({ draft, onChange }: EditorProps<"reportCutoff">) {
  return (
    <DayField
      label={t("escheat.edit.cutoff")}
      value={draft}
      onChange={(day) => onChange({ ...day, isKnown: draft.isKnown })}
    />
  );
}

export function DueEditor({ draft, onChange }: EditorProps<"reportDue">) {
  const set = (change: Partial<typeof draft>) => onChange({ ...draft, ...change });
  return (
    <Stack>
      <DayField label={t("escheat.edit.due")} value={draft.day} onChange={(day) => set({ day })} />
      <div className={classes.fields}>
        <NumberField
          label={t("escheat.edit.due.within")}
          description={t("escheat.edit.optional")}
          value={draft.withinDays}
          onChange={(withinDays) => set({ withinDays })}
        />
        <NumberField
          label={t("escheat.edit.due.every")}
          description={t("escheat.edit.optional")}
          value={draft.everyYears}
          onChange={(everyYears) => set({ everyYears })}
        />
      </div>
      <Checkbox
        label={t("escheat.edit.due.remits")}
        checked={draft.hasRemittance}
        onChange={(event) => set({ hasRemittance: event.currentTarget.checked })}
      />
      {draft.hasRemittance ? (
        <div className={classes.fields}>
          <DayField
            label={t("escheat.edit.due.remitFrom")}
            value={draft.remitFrom}
            onChange={(remitFrom) => set({ remitFrom })}
          />
          <DayField
            label={t("escheat.edit.due.remitTo")}
            value={draft.remitTo}
            onChange={(remitTo) => set({ remitTo })}
          />
        </div>
      ) : null}
    </Stack>
  );
}

export function LettersEditor({ draft, onChange }: EditorProps<"letters">) {
  const set = (change: Partial<typeof draft>) => onChange({ ...draft, ...change });
  return (
    <div className={classes.fields}>
      <NumberField
        label={t("escheat.edit.letters.max")}
        description={t("escheat.edit.letters.maxWhy")}
        value={draft.maxDays}
        onChange={(maxDays) => set({ maxDays })}
      />
      <NumberField
        label={t("escheat.edit.letters.min")}
        description={t("escheat.edit.letters.minWhy")}
        value={draft.minDays}
        onChange={(minDays) => set({ minDays })}
      />
      <NativeSelect
        label={t("escheat.edit.letters.before")}
        value={draft.before}
        data={(["report-due", "presumed"] as const).map((value) => ({
          value,
          label: t(`escheat.letters.before.${value}`),
        }))}
        onChange={({ currentTarget: { value } }) => set({ before: value === "presumed" ? "presumed" : "report-due" })}
      />
      <NumberField
        label={t("escheat.edit.letters.least")}
        description={t("escheat.edit.letters.leastWhy")}
        value={draft.minDollars}
        decimals={2}
        prefix="$"
        onChange={(minDollars) => set({ minDollars })}
      />
      <NativeSelect
        label={t("escheat.edit.letters.email")}
        value={draft.email}
        data={(["", "both", "instead"] as const).map((value) => ({
          value,
          label: t(`escheat.edit.letters.email.${value || "post"}`),
        }))}
        onChange={({ currentTarget: { value } }) =>
          set({ email: value === "both" || value === "instead" ? value : "" })
        }
      />
    </div>
  );
}
