/** The answers escheat law asks of a card type, in the order the form asks them. */
export const answers = ["hasExpiry", "fundsExpire", "hasFees", "cashRedeemable", "promotional", "reloadable"] as const;
export type Answer = (typeof answers)[number];

/** What else must be known to tell which law applies. */
export const choices = ["businessModel", "medium", "issuerType"] as const;
export type Choice = (typeof choices)[number];

/** What nobody has said yet of a card type. */
export function unknownAnswers(type: Readonly<Record<Answer | Choice, unknown>>): (Answer | Choice)[] {
  return [...answers, ...choices].filter((field) => type[field] === null || type[field] === undefined);
}
