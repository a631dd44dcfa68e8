"use client";

import { NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { Section } from "@/components/ui/section";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";

export type VersionAbout = {
  isAlways: boolean;
  effectiveFrom: string;
  replaces: number | null;
  source: string;
  reason: string;
};

type Props = {
  facts: VersionAbout;
  fields: Readonly<Record<string, string>>;
  replaceable: readonly { version: number; label: string }[];
  onChange: (facts: VersionAbout) => void;
};

/** From when, by which source, why, and whether it takes the place of one that was wrong. */
export function AboutVersion({ facts, fields, replaceable, onChange }: Props) {
  const set = (change: Partial<VersionAbout>) => onChange({ ...facts, ...change });
  return (
    <Section title={t("escheat.edit.about")}>
      <div className={classes.fields}>
        <div className={classes.group}>
          <Radio.Group
            label={t("escheat.edit.when")}
            description={t("escheat.edit.whenWhy")}
            value={facts.isAlways ? "always" : "day"}
            onChange={(value) => set({ isAlways: value === "always" })}
          >
            <div className={classes.answers}>
              <Radio value="day" label={t("escheat.edit.fromDay")} />
              <Radio value="always" label={t("escheat.edit.always")} />
            </div>
          </Radio.Group>
          {facts.isAlways ? null : (
            <TextInput
              type="date"
              label={t("escheat.edit.effectiveFrom")}
              required
              withAsterisk={false}
              value={facts.effectiveFrom}
              error={fields.effectiveFrom}
              onChange={(event) => set({ effectiveFrom: event.currentTarget.value })}
            />
          )}
        </div>
        {replaceable.length > 0 ? (
          <NativeSelect
            label={t("escheat.edit.replaces")}
            description={t("escheat.edit.replacesWhy")}
            value={facts.replaces === null ? "" : String(facts.replaces)}
            error={fields.replaces}
            data={[
              { value: "", label: t("escheat.edit.replacesNone") },
              ...replaceable.map(({ version, label }) => ({ value: String(version), label })),
            ]}
            onChange={({ currentTarget: { value } }) => set({ replaces: value === "" ? null : Number(value) })}
          />
        ) : null}
        <Textarea
          label={t("escheat.edit.source")}
          description={t("escheat.edit.sourceWhy")}
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={1_000}
          value={facts.source}
          error={fields.source}
          onChange={(event) => set({ source: event.currentTarget.value })}
        />
        <Textarea
          label={t("escheat.edit.reason")}
          description={t("escheat.edit.reasonWhy")}
          required
          withAsterisk={false}
          autosize
          minRows={2}
          maxLength={500}
          value={facts.reason}
          error={fields.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
        />
      </div>
    </Section>
  );
}
