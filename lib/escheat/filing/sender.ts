import type { Holder } from "../holder";
import type { Sender } from "../letter/letter";

/** What a letter must say of who sends it. */
export const neededOfSender = [
  "legalName",
  "addressLine",
  "city",
  "state",
  "zip",
  "contactPhone",
  "contactEmail",
] as const satisfies readonly (keyof Holder)[];

export const missingOfSender = (holder: Holder) => neededOfSender.filter((field) => !holder[field]?.trim());

/** The holder as the head of a letter; what is missing is named by `missingOfSender` first. */
export function senderOf({ legalName, addressLine, city, state, zip, contactPhone, contactEmail }: Holder): Sender {
  return {
    name: legalName ?? "",
    lines: [addressLine ?? "", `${city ?? ""}, ${state ?? ""} ${zip ?? ""}`],
    phone: (contactPhone ?? "").replace(/^(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3"),
    email: contactEmail ?? "",
  };
}
