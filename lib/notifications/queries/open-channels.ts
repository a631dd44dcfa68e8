import type { Channel } from "../constants";

/** Ways that lead out of the house, the preferred first: e-mail always, texts where the issuer has a provider for them. */
export function openChannels(): readonly Channel[] {
  return process.env.WEBHOOK_URL_SMS ? ["email", "sms"] : ["email"];
}
