"use client";

import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { NumberField } from "@/components/ui/number-field";
import { hrefTo } from "@/lib/address";
import { makeReportAction } from "@/lib/escheat/actions/reports";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./reports.module.css";

type Props = {
  places: readonly { value: string; label: string }[];
  /** What the address asks for, or the year that is due next. */
  start: { jurisdiction: string; reportYear: number };
  asOf: string;
};

/** A report of any state and year, for whoever wants another than those that wait. */
export function DraftForm({ places, start, asOf }: Props) {
  const router = useRouter();
  const query = useSearchParams();
  const [draft, setDraft] = useState({ ...start, asOf, byCard: false });
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const { run, pending, failure, fields } = useAction(makeReportAction, {
    say: t("reports.made"),
    after: ({ id }) => router.push(hrefTo(`/issuer/escheat/reports/${id}`, Object.fromEntries(query))),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const { jurisdiction, reportYear, asOf: day, byCard } = draft;
    run({ jurisdiction, reportYear, ...(day === asOf ? {} : { asOf: day }), ...(byCard ? { aggregate: false } : {}) });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <div className={classes.fields}>
        <NativeSelect
          label={t("reports.form.place")}
          data={[...places]}
          value={draft.jurisdiction}
          error={fields.jurisdiction}
          onChange={(event) => set({ jurisdiction: event.currentTarget.value })}
        />
        <NumberField
          label={t("reports.form.year")}
          description={t("reports.form.year.why")}
          value={draft.reportYear}
          error={fields.reportYear}
          onChange={(value) => set({ reportYear: Number(value) })}
        />
        <TextInput
          type="date"
          label={t("reports.form.asOf")}
          description={t("reports.form.asOf.why")}
          value={draft.asOf}
          error={fields.asOf}
          onChange={(event) => set({ asOf: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        label={t("reports.form.byCard")}
        description={t("reports.form.byCard.why")}
        checked={draft.byCard}
        onChange={(event) => set({ byCard: event.currentTarget.checked })}
      />
      <ActionFailure failure={failure} shown={["jurisdiction", "reportYear", "asOf"]} />
      <div className={classes.buttons}>
        <Button type="submit" loading={pending}>
          {t("reports.make")}
        </Button>
      </div>
    </form>
  );
}
