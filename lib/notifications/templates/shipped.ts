import type { Channel, MessageClass, ReminderReason } from "../constants";
import type { TemplateDraft, TemplateKey } from "./schema";
import { shippedEn } from "./shipped-en";
import { shippedJa } from "./shipped-ja";
import { shippedRu } from "./shipped-ru";

/** Words to begin with, for every reason by e-mail in three languages and as text messages in English. */
export type Shipped = {
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly language: "en" | "ru" | "ja";
  readonly messageClass: MessageClass;
  readonly subject: string;
  readonly body: string;
};

export type ShippedWords = Readonly<Record<ReminderReason, { readonly subject: string; readonly body: string }>>;

const byMail = (language: Shipped["language"], words: ShippedWords): Shipped[] =>
  (Object.keys(words) as ReminderReason[]).map((reason) => ({
    reason,
    channel: "email",
    language,
    messageClass: "commercial",
    ...words[reason],
  }));

const byText = (words: Readonly<Record<ReminderReason, string>>): Shipped[] =>
  (Object.keys(words) as ReminderReason[]).map((reason) => ({
    reason,
    channel: "sms",
    language: "en",
    messageClass: "commercial",
    subject: "",
    body: words[reason],
  }));

export const shippedTemplates: readonly Shipped[] = [
  ...byMail("en", shippedEn.email),
  ...byMail("ru", shippedRu),
  ...byMail("ja", shippedJa),
  ...byText(shippedEn.sms),
];

/** Words to begin a kind with: the shipped ones, else those of the same reason by text message, else by mail. */
export function firstDraft(key: TemplateKey): TemplateDraft {
  const exact = shippedTemplates.find(
    ({ reason, channel, language }) => reason === key.reason && channel === key.channel && language === key.language,
  );
  if (exact) return exact;
  const similar = shippedTemplates.find(
    ({ reason, channel }) => reason === key.reason && (channel === "email") === (key.channel === "email"),
  );
  const { messageClass = "commercial", subject = "", body = "" } = similar ?? {};
  return { ...key, messageClass, subject: key.channel === "push" ? "{{total}}" : subject, body };
}
