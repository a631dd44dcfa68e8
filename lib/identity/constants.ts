export const roles = ["analyst", "admin", "manager"] as const;
export type Role = (typeof roles)[number];
