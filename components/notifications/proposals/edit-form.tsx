"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { Section } from "@/components/ui/section";
import { hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/notifications-proposals";
import { fromDecimal } from "@/lib/money";
import { editProposalAction } from "@/lib/notifications/actions/proposals";
import classes from "./proposals.module.css";

type Props = {
  batch: {
    id: number;
    seal: string;
    windowFrom: string;
    windowTo: string;
    templateId: number;
    holdoutShare: number;
    currency: string;
  };
  templates: readonly { value: string; label: string }[];
  /** The earliest and the latest day on which anything can leave. */
  first: string;
  last: string;
};

/** What is edited becomes another proposal, in the editor's name; this one gives way to it. */
export function EditForm({ batch, templates, first, last }: Props) {
  const router = useRouter();
  const query = useSearchParams();
  const [draft, setDraft] = useState({
    windowFrom: batch.windowFrom < first ? first : batch.windowFrom,
    windowTo: batch.windowTo,
    templateId: String(batch.templateId),
    holdout: String(Math.round(batch.holdoutShare * 1000) / 10),
    leastValue: "",
  });
  const [slip, setSlip] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // Who came by the key E of the approvals goes on by keyboard here.
  useEffect(() => {
    if (window.location.hash === "#edit") form.current?.querySelector("input")?.focus();
  }, []);
  const { run, pending, failure, fields } = useAction(editProposalAction, {
    say: t("notify.edit.done"),
    after: ({ id }) => router.push(hrefTo(`/issuer/notifications/${id}`, Object.fromEntries(query))),
  });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });

  function submit(event: FormEvent) {
    event.preventDefault();
    const least = draft.leastValue.trim() === "" ? null : fromDecimal(draft.leastValue.trim(), batch.currency);
    if (draft.leastValue.trim() !== "" && (least === null || least < 0n))
      return setSlip(t("notify.settings.amount", { currency: batch.currency }));
    setSlip(null);
    run({
      batchId: batch.id,
      seal: batch.seal,
      windowFrom: draft.windowFrom,
      windowTo: draft.windowTo,
      templateId: Number(draft.templateId),
      holdoutShare: Number(draft.holdout) / 100,
      ...(least === null ? {} : { leastValue: least.toString() }),
    });
  }

  return (
    <div id="edit">
      <Section title={t("notify.edit")} note={t("notify.edit.means")}>
        <form ref={form} onSubmit={submit} className={classes.form} noValidate>
          <div className={classes.fields}>
            {(["windowFrom", "windowTo"] as const).map((field) => (
              <TextInput
                key={field}
                type="date"
                label={t(`notify.edit.${field}`)}
                min={first}
                max={last}
                value={draft[field]}
                error={fields[field]}
                onChange={(event) => change({ [field]: event.currentTarget.value })}
              />
            ))}
            <NativeSelect
              label={t("notify.edit.template")}
              data={[...templates]}
              value={draft.templateId}
              error={fields.templateId}
              onChange={(event) => change({ templateId: event.currentTarget.value })}
            />
            <TextInput
              label={t("notify.edit.holdout")}
              description={t("notify.edit.holdout.why")}
              inputMode="decimal"
              value={draft.holdout}
              error={fields.holdoutShare}
              onChange={(event) => change({ holdout: event.currentTarget.value })}
            />
            <TextInput
              label={t("notify.edit.leastValue", { currency: batch.currency })}
              description={t("notify.edit.leastValue.why")}
              inputMode="decimal"
              value={draft.leastValue}
              error={slip ?? fields.leastValue}
              onChange={(event) => change({ leastValue: event.currentTarget.value })}
            />
          </div>
          <ActionFailure
            failure={failure}
            shown={["windowFrom", "windowTo", "templateId", "holdoutShare", "leastValue"]}
          />
          <div>
            <Button type="submit" variant="default" loading={pending}>
              {t("notify.edit.act")}
            </Button>
          </div>
        </form>
      </Section>
    </div>
  );
}
