"use client";

import { Select } from "@mantine/core";
import { t } from "@/lib/messages/escheat-rule-screens";
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
    <Select
      label={t("holder.incorporation")}
      description={t("holder.incorporation.why")}
      placeholder={t("holder.notEntered")}
      searchable
      clearable={!disabled}
      clearButtonProps={{ "aria-label": t("holder.clearIncorporation"), size: "md" }}
      readOnly={disabled}
      data={[
        { group: t("holder.states"), items: [...states] },
        { group: t("holder.countries"), items: [...countries] },
      ]}
      value={draft.incorporation}
      error={fields.incorporation}
      nothingFoundMessage={t("holder.noPlace")}
      onChange={(incorporation) => onChange({ incorporation })}
    />
  );
}
