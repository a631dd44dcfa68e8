"use client";

import { TextInput } from "@mantine/core";
import type { Holder } from "@/lib/escheat/holder";
import { t } from "@/lib/messages/escheat-holder";

export type TextFieldName =
  | "legalName"
  | "incorporatedOn"
  | "fein"
  | "naics"
  | "addressLine"
  | "city"
  | "state"
  | "zip"
  | "contactName"
  | "contactEmail"
  | "contactPhone"
  | "propertyCode";

/** As it stands in the form: what nobody has entered is empty. */
export type HolderDraft = Record<TextFieldName, string> &
  Pick<Holder, "incorporation" | "smallIssuer" | "takesSecondPriority" | "texasDeemsAddress">;

export function draftOfHolder(holder: Holder): HolderDraft {
  const text = (field: TextFieldName) => holder[field] ?? "";
  return {
    legalName: text("legalName"),
    incorporation: holder.incorporation,
    incorporatedOn: text("incorporatedOn"),
    fein: withHyphen(text("fein")),
    naics: text("naics"),
    addressLine: text("addressLine"),
    city: text("city"),
    state: text("state"),
    zip: text("zip"),
    contactName: text("contactName"),
    contactEmail: text("contactEmail"),
    contactPhone: text("contactPhone"),
    smallIssuer: holder.smallIssuer,
    takesSecondPriority: holder.takesSecondPriority,
    texasDeemsAddress: holder.texasDeemsAddress,
    propertyCode: text("propertyCode"),
  };
}

/** As the tax office writes it: 12-3456789. */
const withHyphen = (fein: string): string => fein.replace(/^(\d{2})(\d{7})$/, "$1-$2");

type Props = {
  field: TextFieldName;
  draft: HolderDraft;
  fields: Readonly<Record<string, string>>;
  disabled: boolean;
  onChange: (change: Partial<HolderDraft>) => void;
};

const types: Partial<Record<TextFieldName, "date" | "email" | "tel">> = {
  incorporatedOn: "date",
  contactEmail: "email",
  contactPhone: "tel",
};

export function TextField({ field, draft, fields, disabled, onChange }: Props) {
  return (
    <TextInput
      type={types[field] ?? "text"}
      label={t(`holder.${field}`)}
      description={t(`holder.${field}.why`)}
      readOnly={disabled}
      value={draft[field]}
      error={fields[field]}
      autoComplete="off"
      maxLength={200}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
}
