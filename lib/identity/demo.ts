import type { Role } from "./constants";

/** The key in `app.setting` that marks a database as holding demo data only. */
export const DEMO_SETTING = "demo";
export const DEMO_PASSWORD = "breakwater-demo";

export const demoAccounts = [
  { email: "admin@demo.test", name: "Ada Admin", role: "admin" },
  { email: "analyst@demo.test", name: "Ana Analyst", role: "analyst" },
  { email: "manager@demo.test", name: "Max Manager", role: "manager" },
] as const satisfies readonly { email: string; name: string; role: Role }[];
