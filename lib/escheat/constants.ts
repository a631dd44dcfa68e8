/** A card of one seller or group, spent on goods and services; or one of a payment network, as good as money. */
export const propertyKinds = ["closed-loop", "open-loop"] as const;
export type PropertyKind = (typeof propertyKinds)[number];

/** A report's way: made, looked over by another person, sent, answered. A withdrawn one makes room for a new one. */
export const reportStates = ["draft", "reviewed", "filed", "acknowledged", "withdrawn"] as const;
export type ReportState = (typeof reportStates)[number];

/** Letters leave only when somebody else has approved exactly these. */
export const letterBatchStates = ["proposed", "approved", "issued", "rejected"] as const;
export type LetterBatchState = (typeof letterBatchStates)[number];

/** Run kind: approved letters are printed and kept. */
export const ISSUE_LETTERS = "escheat.issue-letters";
