"use client";

import { NativeSelect } from "@mantine/core";
import { t } from "@/lib/messages/escheat-holder";
import type { HolderDraft } from "./text-field";

type Choice = { value: string; label: string };
type Props = {
  draft: HolderDraft;
  fields: Readonly<Record<string, string>>;
  disabled: boolean;
  states: readonly Choice[];
  countries: readonly Choice[];
  onChange: (change: Partial<HolderDraft>) => void;
};

/** The single most valuable field of all: where no owner's address is known, the law of this place decides. */
export function IncorporationField({ draft, fields, disabled, states, countries, onChange }: Props) {
  return (
    <NativeSelect
      label={t("holder.incorporation")}
      description={t("holder.incorporation.why")}
      disabled={disabled}
      data={[
        { value: "", label: t("holder.notEntered") },
        { group: t("holder.states"), items: [...states] },
        { group: t("holder.countries"), items: [...countries] },
      ]}
      value={draft.incorporation ?? ""}
      error={fields.incorporation}
      onChange={(event) => onChange({ incorporation: event.currentTarget.value || null })}
    />
  );
}
