import type { Locale } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import type { RecipientKey } from "@/lib/messages/recipient-en";
import type { MessageClass } from "../constants";
import type { MessageIssuer, MessageSetting } from "./message";

/** What stands under a message. `stop` is the words of the link that ends them; null: the class has none. */
export type FooterText = { readonly lines: readonly string[]; readonly stop: string | null };

const said = {
  commercial: "footer.commercial",
  transactional: "footer.transactional",
  "statutory-notice": "footer.notice",
} as const satisfies Record<MessageClass, RecipientKey>;

/**
 * Who writes, as what, from where, and how to end it. A commercial message says that it is one, bears a postal address and
 * a way out (CAN-SPAM, 15 U.S.C. 7704(a)(5)); a statutory notice cannot be ended and so offers no end.
 */
export function footerText(
  messageClass: MessageClass,
  issuer: MessageIssuer,
  setting: MessageSetting,
  language: Locale,
): FooterText {
  const company = companyOf(issuer);
  const lines = [recipientText(language, said[messageClass], { company })];
  if (setting.postalAddress) lines.push(setting.postalAddress.replace(/\s*\n\s*/g, ", "));
  return {
    lines,
    stop: messageClass === "statutory-notice" ? null : recipientText(language, "footer.stop"),
  };
}

export const companyOf = ({ legalName, name }: MessageIssuer): string => legalName ?? name;
