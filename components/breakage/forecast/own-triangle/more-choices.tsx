import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { lastSigmaRules } from "@/lib/breakage/triangle/last-sigma";
import { fallRules } from "@/lib/breakage/triangle/revision";
import type { NumberField } from "@/lib/breakage/triangle-view/own-form";
import { t } from "@/lib/messages/forecast-triangle";
import { faultText } from "./fault-list";
import type { FormProps } from "./input-form";
import classes from "./own-triangle.module.css";

const fields = [
  "ultimateAge",
  "diagonals",
  "tail",
  "tailError",
  "tailSigma",
  "originPeriod",
] as const satisfies readonly NumberField[];

/** What an actuary may want to say and everybody else can leave alone. */
export function MoreChoices({ form, faults, onChange }: FormProps) {
  const isFaulty = faults.some(({ field }) => fields.some((name) => name === field));
  // Opened by a fault, it stays open when the fault is mended: somebody is typing in it.
  const [isOpen, setOpen] = useState(false);
  const count = fields.filter((name) => form[name].trim() !== "").length;
  return (
    <details className={classes.more} open={isOpen || isFaulty} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.summary}>
        {t("ownTriangle.more")}
        {count > 0 ? <span className={classes.count}>{t("ownTriangle.moreSet", { count })}</span> : null}
      </summary>
      <div className={classes.fields}>
        {fields.map((name) => (
          <TextInput
            key={name}
            label={t(`ownTriangle.${name}`)}
            description={t(`ownTriangle.${name}Hint`)}
            inputMode="decimal"
            value={form[name]}
            onChange={(event) => onChange({ [name]: event.currentTarget.value })}
            error={faultText(faults, name)}
          />
        ))}
        <NativeSelect
          label={t("ownTriangle.lastSigma")}
          value={form.lastSigma}
          onChange={({ currentTarget: { value } }) =>
            onChange({ lastSigma: lastSigmaRules.find((rule) => rule === value) ?? "mack" })
          }
          data={lastSigmaRules.map((rule) => ({ value: rule, label: t(`ownTriangle.lastSigma.${rule}`) }))}
        />
        {form.kind === "open" ? null : (
          <NativeSelect
            label={t("ownTriangle.falls")}
            value={form.falls}
            onChange={({ currentTarget: { value } }) =>
              onChange({ falls: fallRules.find((rule) => rule === value) ?? "small" })
            }
            data={fallRules.map((rule) => ({ value: rule, label: t(`ownTriangle.falls.${rule}`) }))}
          />
        )}
      </div>
    </details>
  );
}
