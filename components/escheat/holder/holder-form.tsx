"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { Section } from "@/components/ui/section";
import { saveHolderAction } from "@/lib/escheat/actions/holder";
import { type Holder, holderFields } from "@/lib/escheat/holder";
import { t } from "@/lib/messages/escheat-holder";
import { ChoiceFields } from "./choice-fields";
import classes from "./holder.module.css";
import { IncorporationField } from "./incorporation-field";
import { draftOfHolder, type HolderDraft, TextField } from "./text-field";

type Props = {
  holder: Holder;
  canManage: boolean;
  states: readonly { value: string; label: string }[];
  countries: readonly { value: string; label: string }[];
};

const groups = {
  entity: ["legalName", "incorporatedOn", "fein", "naics"],
  address: ["addressLine", "city", "state", "zip"],
  contact: ["contactName", "contactEmail", "contactPhone"],
} as const;

/** The issuer as states know it. Every field says what it is needed for. */
export function HolderForm({ holder, canManage, states, countries }: Props) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOfHolder(holder));
  const set = (change: Partial<HolderDraft>) => setDraft((now) => ({ ...now, ...change }));
  const { run, pending, failure, fields } = useAction(saveHolderAction, {
    say: t("holder.saved"),
    after: () => router.refresh(),
  });
  const common = { draft, fields, disabled: !canManage, onChange: set };

  function submit(event: FormEvent) {
    event.preventDefault();
    run({ ...draft, seen: holder.updated?.at ?? null });
  }

  return (
    <form onSubmit={submit}>
      <Section title={t("holder.entity")}>
        <div className={classes.fields}>
          <TextField {...common} field="legalName" />
          <IncorporationField {...common} states={states} countries={countries} />
          {groups.entity.slice(1).map((field) => (
            <TextField key={field} {...common} field={field} />
          ))}
        </div>
      </Section>
      <Section title={t("holder.address")} note={t("holder.addressNote")}>
        <div className={classes.fields}>
          {groups.address.map((field) => (
            <TextField key={field} {...common} field={field} />
          ))}
        </div>
      </Section>
      <Section title={t("holder.contact")} note={t("holder.contactNote")}>
        <div className={classes.fields}>
          {groups.contact.map((field) => (
            <TextField key={field} {...common} field={field} />
          ))}
        </div>
      </Section>
      <Section title={t("holder.choices")} note={t("holder.choicesNote")}>
        <ChoiceFields {...common} />
      </Section>
      <Section title={t("holder.file")}>
        <div className={classes.fields}>
          <TextField {...common} field="propertyCode" />
        </div>
      </Section>
      <ActionFailure failure={failure} shown={[...holderFields]} />
      {Object.keys(fields).length > 0 ? (
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
