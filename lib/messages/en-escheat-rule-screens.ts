/** Screens on which the law is read, compared, changed and confirmed, and on which the holder is entered. */
export const escheatRuleScreenMessages = {
  "escheat.confirmed.source": "Confirmed by {by} on {on}: {note} Before that:",
  "escheat.own.unreadable":
    "Version {version} for {place}, {cards}, can no longer be read: {why} Write a version that replaces it.",
  "escheat.own.otherRule": "It is the rule of another law, version or day than it is kept as.",
} as const;
