import { t } from "@/lib/messages/escheat-files";
import type { PartyName } from "../party";
import { propertiesOf, type StateReport } from "../report";
import { companyText, type Latin, nameText } from "./latin";

/** Names that the standard's alphabet changed by more than capitals: somebody should look at them. */
export function naupa2Warnings(reports: readonly StateReport[]): string[] {
  const owners = reports.flatMap(propertiesOf).flatMap((property) => property.owners);
  const names = owners.flatMap((owner) => (owner.kind === "named" ? partsOf(owner.name) : []));
  const holders = reports.filter(({ holder }) => isChanged(holder.name, companyText(holder.name))).length;
  const changed = names.filter((name) => isChanged(name, nameText(name))).length + holders;
  return changed === 0 ? [] : [t("reportFile.naupa2.namesChanged", { count: changed })];
}

function partsOf(name: PartyName): string[] {
  if (name.kind === "company") return [name.name];
  return [name.prefix, name.first, name.middle, name.last, name.suffix].filter((part) => part !== null);
}

const isChanged = (name: string, latin: Latin): boolean => "text" in latin && latin.text !== name.toUpperCase();
