/** What is kept of a holder, in the order in which a person reads it: columns of `silver.customer`. */
export const holderFields = [
  "name",
  "email",
  "phone",
  "address_line",
  "city",
  "zip",
  "jurisdiction",
  "born_on",
  "registered_on",
  "language",
  "time_zone",
  "consent_email",
  "consent_sms",
] as const;
export type HolderField = (typeof holderFields)[number];

/** Of these the trail says what was and what is; of the others, which are about a person, only that they changed. */
export const consentFields = ["consent_email", "consent_sms"] as const satisfies readonly HolderField[];

export type HolderValue = string | boolean | null;
