"use client";

import { Alert, Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { Section } from "@/components/ui/section";
import { t } from "@/lib/messages/notifications-proposals";
import { fromDecimal } from "@/lib/money";
import { saveSettingAction } from "@/lib/notifications/actions/settings";
import { settingFields } from "@/lib/notifications/proposals/setting-fields";
import { HoldoutCost } from "./holdout-cost";
import type { SettingDraft } from "./setting-draft";
import classes from "./settings.module.css";

type Props = {
  initial: SettingDraft;
  /** `updatedAt` of what the page began with; null: nothing was ever saved. */
  seen: string | null;
  canManage: boolean;
  currency: string;
  /** What the open proposals are expected to bring, minor units of the currency. */
  openGain: number;
};

type Field = Exclude<keyof SettingDraft, "countsLostBreakage">;

const groups = {
  hours: ["quietTo", "quietFrom"],
  limits: ["capWeek", "capSixtyDays", "dailyCapacity", "budget", "horizonDays"],
  approval: ["secondApprovalValue", "secondApprovalMessages", "undoMinutes", "proposalDays"],
} as const;

/** How reminders are sent. Every field says what it does; what is written here holds from the next proposal on. */
export function SettingsForm({ initial, seen, canManage, currency, openGain }: Props) {
  const router = useRouter();
  const [draft, setDraft] = useState(initial);
  // The form outlives the refresh that follows its saving: what is being changed in that moment stays as it is.
  const [base, setBase] = useState(seen);
  const [slips, setSlips] = useState<Record<string, string>>({});
  const { run, pending, failure, fields } = useAction(saveSettingAction, {
    say: t("notify.settings.saved"),
    after: ({ updatedAt }) => {
      setBase(updatedAt);
      router.refresh();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const found: Record<string, string> = {};
    const minor = (field: "budget" | "secondApprovalValue") => {
      const text = draft[field].trim();
      if (text === "") return null;
      const amount = fromDecimal(text, currency);
      if (amount === null || amount < 0n) found[field] = t("notify.settings.amount", { currency });
      return amount?.toString() ?? null;
    };
    const input = {
      ...draft,
      budget: minor("budget"),
      secondApprovalValue: minor("secondApprovalValue"),
      holdoutShare: Number(draft.holdoutShare) / 100,
      seen: base,
    };
    setSlips(found);
    if (Object.keys(found).length === 0) run(input);
  }

  const errorOf = (field: Field) => slips[field] ?? fields[field];
  const field = (name: Field, type: "text" | "number" | "email" = "text") => (
    <TextInput
      key={name}
      type={type === "number" ? "text" : type}
      inputMode={type === "number" ? "decimal" : undefined}
      label={t(`notify.settings.${name}`, { currency })}
      description={t(`notify.settings.${name}.why`)}
      readOnly={!canManage}
      value={draft[name]}
      error={errorOf(name)}
      autoComplete="off"
      maxLength={200}
      onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
    />
  );

  return (
    <form onSubmit={submit} noValidate>
      <Section title={t("notify.settings.sender")} note={t("notify.settings.sender.note")}>
        <div className={classes.fields}>
          {field("senderName")}
          {field("senderAddress", "email")}
          {field("replyTo", "email")}
          <Textarea
            label={t("notify.settings.postalAddress")}
            description={t("notify.settings.postalAddress.why")}
            readOnly={!canManage}
            autosize
            minRows={2}
            maxLength={300}
            value={draft.postalAddress}
            error={errorOf("postalAddress")}
            onChange={(event) => setDraft({ ...draft, postalAddress: event.currentTarget.value })}
          />
        </div>
      </Section>
      <Section title={t("notify.settings.hours")} note={t("notify.settings.hours.note")}>
        <div className={classes.fields}>{groups.hours.map((name) => field(name, "number"))}</div>
      </Section>
      <Section title={t("notify.settings.limits")} note={t("notify.settings.limits.note")}>
        <div className={classes.fields}>{groups.limits.map((name) => field(name, "number"))}</div>
      </Section>
      <Section title={t("notify.settings.measuring")}>
        <div className={classes.fields}>
          {field("holdoutShare", "number")}
          <HoldoutCost percent={draft.holdoutShare} gain={openGain} currency={currency} />
        </div>
      </Section>
      <Section title={t("notify.settings.approval")} note={t("notify.settings.approval.note")}>
        <div className={classes.fields}>{groups.approval.map((name) => field(name, "number"))}</div>
      </Section>
      <Section title={t("notify.settings.objective")}>
        <Checkbox
          label={t("notify.settings.countsLostBreakage")}
          description={t("notify.settings.countsLostBreakage.why")}
          disabled={!canManage}
          checked={draft.countsLostBreakage}
          onChange={(event) => setDraft({ ...draft, countsLostBreakage: event.currentTarget.checked })}
        />
        {draft.countsLostBreakage ? (
          <Alert color="orange" variant="light" mt="md" title={t("notify.settings.breakage.title")}>
            {t("notify.settings.breakage.text")}
          </Alert>
        ) : null}
      </Section>
      <ActionFailure failure={failure} shown={[...settingFields]} />
      {Object.keys({ ...slips, ...fields }).length > 0 ? (
        <p className={classes.fault} role="alert">
          {t("form.seeFields")}
        </p>
      ) : null}
      {canManage ? (
        <div className={classes.foot}>
          <Button type="submit" loading={pending}>
            {t("action.save")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
