/** What a template may ask for. `cards` is a list, `statement-link` an address; everything else is a piece of text. */
export const templateVariables = [
  "greeting",
  "name",
  "brand",
  "issuer",
  "cards",
  "card-count",
  "total",
  "last-day",
  "statement-link",
] as const;
export type TemplateVariable = (typeof templateVariables)[number];

export const isTemplateVariable = (name: string): name is TemplateVariable =>
  (templateVariables as readonly string[]).includes(name);

/** Longer subjects are cut off in most lists of mail. */
export const SUBJECT_LIMIT = 78;
export const BODY_LIMIT = 6000;
/** Ten joined parts, beyond which carriers refuse or split a text at will. */
export const TEXT_MESSAGE_LIMIT = 600;

/** Languages the demo has words in. Any other reader gets English, and the proposal says so. */
export const FALLBACK_LANGUAGE = "en";
