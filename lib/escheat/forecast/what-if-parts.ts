import type { WhatIfParams } from "./what-if-schema";

/** What can be asked: another rule, another state of incorporation, other facts of a card type. */
export const whatIfKinds = ["rule", "incorporation", "card-type"] as const;
export type WhatIfKind = (typeof whatIfKinds)[number];

/** Facts of a card type that a question may change; each is known to be so, known not to be, or unknown. */
export const typeFacts = ["hasExpiry", "hasFees", "cashRedeemable", "promotional"] as const;
export type TypeFact = (typeof typeFacts)[number];
export const factAnswers = ["yes", "no", "unknown"] as const;

/** What a rule says and a question may change. */
export const ruleParts = ["claim", "dormancyYears", "percent", "base", "startsAt"] as const;
export const typeParts = [...typeFacts, "issuerType", "businessModel"] as const;

/** What belongs to each kind of question. */
export const partsOf: Record<WhatIfKind, readonly (keyof WhatIfParams)[]> = {
  rule: ["state", "property", ...ruleParts, "effectiveFrom"],
  incorporation: ["to"],
  "card-type": ["card-type", ...typeParts],
};
