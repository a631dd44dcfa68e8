/** Screens whose address can be kept. */
export const screens = ["overview", "breakage", "insights", "customers", "cards", "audit"] as const;
export type Screen = (typeof screens)[number];
