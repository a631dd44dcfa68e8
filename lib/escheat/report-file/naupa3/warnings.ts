import { t } from "@/lib/messages/escheat-files";
import { arkansas } from "../codes";
import type { Contact, PostalAddress } from "../party";
import { type Owner, propertiesOf, type StateReport } from "../report";
import type { Naupa3Format } from "./check";

/** What the reader of the file must know although the file can be written. */
export function naupa3Warnings(report: StateReport, { propertyCode }: Naupa3Format): string[] {
  const owners = propertiesOf(report).flatMap((property) => property.owners);
  const warnings: string[] = [];
  if (namesArkansas(report)) warnings.push(t("reportFile.warning.arkansas"));
  if (owners.some((owner) => owner.kind !== "named")) warnings.push(t("reportFile.warning.literalNames"));
  if (propertyCode === sportsBetting) warnings.push(t("reportFile.warning.sportsBetting"));
  return warnings;
}

/** Listed from edition 1.0 on; a draft of May 2026 is said to give it to sports betting. */
const sportsBetting = "MS012";

function namesArkansas({ software, remitter, holder, body }: StateReport): boolean {
  const contacts = [
    software.contact,
    ...holder.contacts,
    ...(body.kind === "negative" ? [body.contact] : body.contacts),
  ];
  const addresses: (PostalAddress | null)[] = [remitter.address, holder.address, ...contacts.map(addressOf)];
  if (holder.incorporated?.state === arkansas || addresses.some(inArkansas)) return true;
  return propertiesOf({ body }).some(
    (property) => property.soldIn === arkansas || property.owners.map(ownerAddress).some(inArkansas),
  );
}

const addressOf = (contact: Contact): PostalAddress | null => contact.address;
const ownerAddress = (owner: Owner): PostalAddress | null => (owner.kind === "aggregate" ? null : owner.address);
const inArkansas = (address: PostalAddress | null): boolean => address?.kind === "us" && address.state === arkansas;
