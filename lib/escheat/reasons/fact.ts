import { t } from "@/lib/messages/escheat-determination";
import { amountFacts, yesNoFacts } from "../rule";

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

export const listOf = (words: readonly string[]): string => list.format([...new Set(words)]);

export const factNames = [...yesNoFacts, ...amountFacts, "issuerType", "expiresOn", "openLoop", "currency"] as const;
export type FactName = (typeof factNames)[number];

/** A fact of a card or its issuer as a lawyer would ask for it. */
export const factWords = (fact: FactName): string => t(`determination.fact.${fact}`);
