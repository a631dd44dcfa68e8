"use client";

import { Button, NativeSelect, Stack } from "@mantine/core";
import { NumberField } from "@/components/ui/number-field";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";
import type { EditorProps } from "./editor-props";

export function ShareEditor({ draft, onChange }: EditorProps<"share">) {
  const set = (change: Partial<typeof draft>) => onChange({ ...draft, ...change });
  const nextId = Math.max(-1, ...draft.byYear.map(({ id }) => id)) + 1;
  return (
    <Stack>
      <div className={classes.fields}>
        <NumberField
          label={t("escheat.edit.share.percent")}
          value={draft.percent}
          decimals={2}
          suffix="%"
          onChange={(percent) => set({ percent })}
        />
        <NativeSelect
          label={t("escheat.edit.share.base")}
          value={draft.base}
          data={(["remaining", "face"] as const).map((value) => ({
            value,
            label: t(`escheat.edit.share.base.${value}`),
          }))}
          onChange={({ currentTarget: { value } }) => set({ base: value === "face" ? "face" : "remaining" })}
        />
        <NumberField
          label={t("escheat.edit.share.cash")}
          description={t("escheat.edit.optional")}
          value={draft.percentIfCash}
          decimals={2}
          suffix="%"
          onChange={(percentIfCash) => set({ percentIfCash })}
        />
        <NumberField
          label={t("escheat.edit.share.above")}
          description={t("escheat.edit.optional")}
          value={draft.aboveYearlyDollars}
          decimals={2}
          prefix="$"
          onChange={(aboveYearlyDollars) => set({ aboveYearlyDollars })}
        />
      </div>
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{t("escheat.edit.share.byYear")}</legend>
        <p className={classes.hint}>{t("escheat.edit.share.byYearWhy")}</p>
        {draft.byYear.map((step, at) => {
          const change = (part: Partial<typeof step>) =>
            set({ byYear: draft.byYear.map((one) => (one.id === step.id ? { ...one, ...part } : one)) });
          return (
            <div key={step.id} className={classes.step}>
              <NumberField
                label={t("escheat.edit.share.year", { number: at + 1 })}
                value={step.year}
                onChange={(year) => change({ year })}
              />
              <NumberField
                label={t("escheat.edit.share.yearPercent", { number: at + 1 })}
                value={step.percent}
                decimals={2}
                suffix="%"
                onChange={(percent) => change({ percent })}
              />
              <Button
                variant="default"
                aria-label={t("escheat.edit.share.removeYear", { number: at + 1 })}
                onClick={() => set({ byYear: draft.byYear.filter((one) => one.id !== step.id) })}
              >
                {t("escheat.edit.remove")}
              </Button>
            </div>
          );
        })}
        <div>
          <Button
            variant="default"
            size="xs"
            onClick={() => set({ byYear: [...draft.byYear, { id: nextId, year: "", percent: "" }] })}
          >
            {t("escheat.edit.share.addYear")}
          </Button>
        </div>
      </fieldset>
    </Stack>
  );
}
