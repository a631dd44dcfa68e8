import { fullName, type PartyName, type PostalAddress } from "../report-file/party";
import type { Recipient } from "./letter";

/**
 * Where mail to an owner goes, as the Postal Service wants it on the envelope. A foreign address has only its country's
 * code, so the country's English name is given beside it.
 */
export function recipientOf(name: PartyName, address: PostalAddress, countryName: string | null): Recipient {
  const street = [address.line1, address.line2, address.line3].filter((line) => line !== null);
  if (address.kind === "us")
    return {
      name: fullName(name),
      lines: [...street, `${address.city}, ${address.state} ${address.zip}`],
      postalCode: address.zip,
      country: null,
    };
  const city = [address.postalCode, address.city, address.province].filter((part) => part !== null).join(" ");
  return {
    name: fullName(name),
    lines: [...street, city],
    postalCode: address.postalCode ?? address.city,
    country: (countryName ?? address.country).toUpperCase(),
  };
}
