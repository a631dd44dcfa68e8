import { domainToASCII } from "node:url";
import type { Channel } from "./constants";

/** Providers for whom dots before the @ mean nothing, and the one name each has. */
const DOTLESS: Readonly<Record<string, string>> = { "gmail.com": "gmail.com", "googlemail.com": "gmail.com" };

const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;

/**
 * The mailbox behind an address: two addresses that reach the same person are one text, so that he gets one message and
 * his "no" holds for all of them. It is a key, never written to; the message goes to the address as it is known.
 * Null: no address of that channel.
 *
 * E-mail: lower case throughout, `+tag` taken off, dots of Gmail taken out, the domain in ASCII (IDNA). Quoted local
 * parts and bare IP addresses are refused: real holders have neither, and both are doors for header injection.
 * Text messages: `+` and the digits of the whole number with its country. A number without a country is accepted only in
 * the two ways North America writes it, `(201) 555-0123` and `201-555-0123`; any other could be a stranger's.
 * Push: the provider's own name of a device, as it is.
 */
export function mailboxOf(address: string, channel: Channel): string | null {
  const text = address.normalize("NFKC").trim();
  if (channel === "email") return emailMailbox(text);
  return channel === "sms" ? phoneMailbox(text) : deviceMailbox(text);
}

function emailMailbox(text: string): string | null {
  const at = text.lastIndexOf("@");
  if (at < 1) return null;
  const local = text.slice(0, at).toLowerCase();
  if (local.length > MAX_LOCAL || !/^[^\s\p{C}"(),:;<>@[\\\]]+$/u.test(local)) return null;
  if (/^\.|\.\.|\.$/.test(local)) return null;
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null) return null;
  const home = DOTLESS[domain];
  const tag = local.indexOf("+", 1);
  const bare = tag === -1 ? local : local.slice(0, tag).replace(/\.+$/, "");
  return `${home ? bare.replaceAll(".", "") : bare}@${home ?? domain}`;
}

function asciiDomain(domain: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null;
  const ascii = domainToASCII(domain.replace(/\.$/, "")).toLowerCase();
  const labels = ascii.split(".");
  if (labels.length < 2 || ascii.length > MAX_DOMAIN) return null;
  if (!labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return null;
  return /^\d+$/.test(labels.at(-1) ?? "") ? null : ascii;
}

/** E.164 gives a number at most 15 digits with its country; no country has subscribers below 7. */
const WHOLE_NUMBER = /^\+[1-9]\d{6,14}$/;
const NORTH_AMERICA = /^(\([2-9]\d{2}\) ?|[2-9]\d{2}[-.])[2-9]\d{2}[-.]\d{4}$/;

function phoneMailbox(text: string): string | null {
  if (NORTH_AMERICA.test(text)) return `+1${text.replace(/\D/g, "")}`;
  if (!/^(\+|00)[\d\s().-]+$/.test(text)) return null;
  const whole = `+${text.replace(/\D/g, "").replace(/^00/, "")}`;
  return WHOLE_NUMBER.test(whole) ? whole : null;
}

function deviceMailbox(text: string): string | null {
  return /^[\w:.=-]{8,4096}$/.test(text) ? text : null;
}
