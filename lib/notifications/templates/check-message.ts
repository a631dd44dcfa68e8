import type { MessageClass } from "../constants";
import { findCardNumber } from "./card-number";
import type { RenderedMessage } from "./message";

type About = { readonly messageClass: MessageClass; readonly postalAddress: string | null };

/**
 * What forbids a message as it is about to leave; empty: nothing. The words were checked when they were written; here it is
 * what somebody's values have made of them (rule M15), and a postal address that has been taken out since (M2).
 */
export function messageFaults(message: RenderedMessage, { messageClass, postalAddress }: About): string[] {
  const faults: string[] = [];
  const texts = [message.subject, message.plain];
  if (texts.some((text) => findCardNumber(withoutLinks(text)) !== null))
    faults.push("It holds what could be a whole card number.");
  if (messageClass === "commercial" && message.html !== null && !postalAddress?.trim())
    faults.push("A commercial message needs a postal address.");
  return faults;
}

/** A link's token may look like anything. */
const withoutLinks = (text: string): string => text.replace(/https?:\/\/\S+/g, " ");
