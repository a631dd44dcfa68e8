"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { t } from "@/lib/messages/notifications-proposals";
import { setParameterAction } from "@/lib/notifications/actions/settings";
import { channels, reminderReasons } from "@/lib/notifications/constants";
import { isAmount, type ParameterName, parameterNames } from "@/lib/notifications/optimiser/parameters";
import classes from "./settings.module.css";

const empty = { channel: "", reason: "", currency: "", value: "", low: "", high: "", source: "" };
const whole = { value: "", label: t("notify.parameters.all") };

/** A figure of one's own: it is added, and what stood before stays in the history. */
export function ParameterForm() {
  const router = useRouter();
  const [name, setName] = useState<ParameterName>(parameterNames[0]);
  const [draft, setDraft] = useState(empty);
  const { run, pending, failure, fields } = useAction(setParameterAction, {
    say: t("notify.parameters.set.done"),
    after: () => {
      setDraft(empty);
      router.refresh();
    },
  });
  const change = (part: Partial<typeof empty>) => setDraft({ ...draft, ...part });
  const hasCurrency = isAmount(name);
  const channel = channels.find((one) => one === draft.channel) ?? null;
  const reason = reminderReasons.find((one) => one === draft.reason) ?? null;
  function submit(event: FormEvent) {
    event.preventDefault();
    const currency = hasCurrency ? draft.currency : null;
    run({ ...draft, name, channel, reason, currency, value: draft.value.trim() === "" ? Number.NaN : draft.value });
  }
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      <div className={classes.fields}>
        <NativeSelect
          label={t("notify.parameters.name")}
          description={t(`notify.parameter.${name}.means`)}
          data={parameterNames.map((value) => ({ value, label: t(`notify.parameter.${value}`) }))}
          value={name}
          onChange={(event) => setName(parameterNames.find((one) => one === event.currentTarget.value) ?? name)}
        />
        <NativeSelect
          label={t("notify.channel")}
          data={[whole, ...channels.map((value) => ({ value, label: t(`notify.channel.${value}`) }))]}
          value={draft.channel}
          onChange={(event) => change({ channel: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("notify.reason")}
          data={[whole, ...reminderReasons.map((value) => ({ value, label: t(`notify.reason.${value}`) }))]}
          value={draft.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        {hasCurrency ? (
          <TextInput
            label={t("notify.parameters.currency")}
            description={t("notify.parameters.currency.why")}
            value={draft.currency}
            error={fields.currency}
            maxLength={3}
            autoComplete="off"
            onChange={(event) => change({ currency: event.currentTarget.value })}
          />
        ) : null}
        {(["value", "low", "high"] as const).map((field) => (
          <TextInput
            key={field}
            inputMode="decimal"
            label={t(`notify.parameters.${field}`)}
            description={field === "value" ? t("notify.parameters.value.why") : t("notify.parameters.end.why")}
            value={draft[field]}
            error={fields[field]}
            autoComplete="off"
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
        <TextInput
          label={t("notify.parameters.source")}
          description={t("notify.parameters.source.why")}
          value={draft.source}
          error={fields.source}
          maxLength={300}
          autoComplete="off"
          onChange={(event) => change({ source: event.currentTarget.value })}
        />
      </div>
      <ActionFailure failure={failure} shown={["currency", "value", "low", "high", "source"]} />
      <div>
        <Button type="submit" loading={pending}>
          {t("notify.parameters.set.act")}
        </Button>
      </div>
    </form>
  );
}
