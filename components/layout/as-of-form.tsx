"use client";

import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { t } from "@/lib/messages/shell";
import classes from "./pickers.module.css";

type Props = {
  asOf: string;
  knownAt: string | null;
  today: string;
  onChoose: (asOf: string, knownAt: string | null) => void;
};

export function AsOfForm({ asOf, knownAt, today, onChoose }: Props) {
  const [date, setDate] = useState(asOf);
  const [known, setKnown] = useState(knownAt ?? "");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (date) onChoose(date, known || null);
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <TextInput
        type="date"
        label={t("asOf.other")}
        value={date}
        max={today}
        required
        withAsterisk={false}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <details open={knownAt !== null} className={classes.advanced}>
        <summary>{t("asOf.advanced")}</summary>
        <TextInput
          type="date"
          label={t("asOf.knownAt")}
          description={t("asOf.knownAtHint")}
          value={known}
          max={today}
          onChange={(event) => setKnown(event.currentTarget.value)}
        />
      </details>
      <Button type="submit" size="xs">
        {t("action.apply")}
      </Button>
    </form>
  );
}
