"use client";

import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Period } from "@/lib/dates";
import { t } from "@/lib/messages/shell";
import classes from "./pickers.module.css";

export function PeriodForm({ period, onChoose }: { period: Period; onChoose: (period: Period) => void }) {
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const isBackwards = from !== "" && to !== "" && from > to;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (from && to && !isBackwards) onChoose({ from, to });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={t("period.from")}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("period.to")}
          value={to}
          error={isBackwards ? t("period.backwards") : undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <Button type="submit" size="xs" disabled={isBackwards}>
        {t("action.apply")}
      </Button>
    </form>
  );
}
