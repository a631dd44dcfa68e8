"use client";

import { Checkbox, NativeSelect, Radio, Stack } from "@mantine/core";
import { NumberField } from "@/components/ui/number-field";
import { type Activity, activities } from "@/lib/escheat/rule";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";
import type { EditorProps } from "./editor-props";

const chosen = (values: readonly string[]): Activity[] => activities.filter((one) => values.includes(one));

export function ClockEditor({ draft, onChange }: EditorProps<"clock">) {
  const set = (change: Partial<typeof draft>) => onChange({ ...draft, ...change });
  return (
    <Stack>
      <Radio.Group
        label={t("escheat.edit.clock")}
        value={draft.basis}
        onChange={(value) => set({ basis: value === "expiry" ? "expiry" : "activity" })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="activity" label={t("escheat.edit.clock.activity")} />
          <Radio value="expiry" label={t("escheat.edit.clock.expiry")} />
        </Stack>
      </Radio.Group>
      {draft.basis === "activity" ? <ActivityClock draft={draft} onChange={onChange} /> : null}
    </Stack>
  );
}

function ActivityClock({ draft, onChange }: EditorProps<"clock">) {
  const set = (change: Partial<typeof draft>) => onChange({ ...draft, ...change });
  return (
    <>
      <Activities
        label={t("escheat.edit.clock.from")}
        description={t("escheat.edit.clock.fromWhy")}
        offered={activities}
        value={draft.from}
        // What is newly counted is moved like the rest until somebody says otherwise.
        onChange={(from) =>
          set({ from, moved: from.filter((one) => draft.moved.includes(one) || !draft.from.includes(one)) })
        }
      />
      <div className={classes.fields}>
        <NativeSelect
          label={t("escheat.edit.clock.yearEnd")}
          value={draft.yearEnd}
          data={(["", "12-31", "06-30"] as const).map((value) => ({
            value,
            label: t(`escheat.edit.clock.yearEnd.${value || "none"}`),
          }))}
          onChange={({ currentTarget: { value } }) =>
            set({ yearEnd: value === "12-31" || value === "06-30" ? value : "" })
          }
        />
        <NativeSelect
          label={t("escheat.edit.clock.orExpiry")}
          value={draft.orExpiry}
          data={(["", "first", "last"] as const).map((value) => ({
            value,
            label: t(`escheat.edit.clock.orExpiry.${value || "none"}`),
          }))}
          onChange={({ currentTarget: { value } }) =>
            set({ orExpiry: value === "first" || value === "last" ? value : "" })
          }
        />
      </div>
      {draft.yearEnd && draft.from.length > 1 ? (
        <Activities
          label={t("escheat.edit.clock.moved")}
          offered={draft.from}
          value={draft.moved}
          onChange={(moved) => set({ moved })}
        />
      ) : null}
      {draft.orExpiry ? (
        <div className={classes.fields}>
          <NumberField
            label={t("escheat.edit.clock.expiryYears")}
            value={draft.expiryYears}
            onChange={(expiryYears) => set({ expiryYears })}
          />
          <NumberField
            label={t("escheat.edit.clock.expiryAtLeast")}
            description={t("escheat.edit.optional")}
            value={draft.expiryAtLeast}
            onChange={(expiryAtLeast) => set({ expiryAtLeast })}
          />
        </div>
      ) : null}
    </>
  );
}

type ActivitiesProps = {
  label: string;
  description?: string;
  offered: readonly Activity[];
  value: readonly Activity[];
  onChange: (value: Activity[]) => void;
};

function Activities({ label, description, offered, value, onChange }: ActivitiesProps) {
  return (
    <Checkbox.Group
      label={label}
      description={description}
      value={[...value]}
      onChange={(values) => onChange(chosen(values))}
    >
      <div className={classes.answers}>
        {offered.map((activity) => (
          <Checkbox key={activity} value={activity} label={t(`escheat.edit.activity.${activity}`)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
