import { type Address, hrefTo } from "@/lib/address";
import type { WhatIfInput } from "@/lib/escheat/forecast/what-if-schema";
import { activities } from "@/lib/escheat/rule";
import { newVersionHref } from "@/lib/escheat/rule-path";
import { t } from "@/lib/messages/escheat-forecast";

type May = { readonly propose: boolean; readonly manageHolder: boolean; readonly manageTypes: boolean };

/** Where what is supposed can be made so; null for who may not. */
export function saveLink(question: WhatIfInput, may: May, address: Address): { href: string; label: string } | null {
  switch (question.change) {
    case "incorporation":
      return may.manageHolder
        ? { href: hrefTo("/issuer/escheat/holder", address), label: t("escheat.whatIf.saveHolder") }
        : null;
    case "card-type":
      return may.manageTypes
        ? {
            href: hrefTo(`/issuer/settings/card-types/${encodeURIComponent(question["card-type"] ?? "")}`, address),
            label: t("escheat.whatIf.saveType"),
          }
        : null;
    case "rule":
      return may.propose && question.state !== undefined
        ? { href: ruleLink(question, question.state, address), label: t("escheat.whatIf.saveRule") }
        : null;
  }
}

function ruleLink(question: WhatIfInput, jurisdiction: string, address: Address): string {
  const { property, claim, dormancyYears, percent, base, startsAt, effectiveFrom } = question;
  return newVersionHref({ jurisdiction, property }, address, {
    ...(claim !== undefined && { claim: claim === "unsettled" ? null : claim }),
    ...(dormancyYears !== undefined && { dormancyYears }),
    ...(percent !== undefined && { percent }),
    ...(base !== undefined && { base }),
    ...(startsAt !== undefined && { startsAt: activities.filter((one) => startsAt.split(",").includes(one)) }),
    ...(effectiveFrom !== undefined && { effectiveFrom }),
  });
}
