"use client";

import { Checkbox } from "@mantine/core";
import { NumberField } from "@/components/ui/number-field";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";
import type { EditorProps } from "./editor-props";

export function DormancyEditor({ draft, onChange }: EditorProps<"dormancyYears">) {
  return (
    <div className={classes.fields}>
      <NumberField
        label={t("escheat.edit.dormancy")}
        description={t("escheat.edit.dormancyWhy")}
        value={draft.years}
        onChange={(years) => onChange({ ...draft, years })}
      />
    </div>
  );
}

export function AggregateEditor({ draft, onChange }: EditorProps<"aggregateBelow">) {
  return (
    <div className={classes.fields}>
      <NumberField
        label={t("escheat.edit.aggregate")}
        description={t("escheat.edit.aggregateWhy")}
        value={draft.dollars}
        decimals={2}
        prefix="$"
        onChange={(dollars) => onChange({ ...draft, dollars })}
      />
    </div>
  );
}

export function CashBackEditor({ draft, onChange }: EditorProps<"cashBack">) {
  return (
    <div className={classes.fields}>
      <NumberField
        label={t("escheat.edit.cashBack")}
        description={t("escheat.edit.cashBackWhy")}
        value={draft.dollars}
        decimals={2}
        prefix="$"
        onChange={(dollars) => onChange({ ...draft, dollars })}
      />
      <Checkbox
        className={classes.beside}
        label={t("escheat.edit.cashBack.inclusive")}
        checked={draft.inclusive}
        onChange={(event) => onChange({ ...draft, inclusive: event.currentTarget.checked })}
      />
    </div>
  );
}
