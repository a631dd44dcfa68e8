import { eq } from "drizzle-orm";
import { withGate } from "@/db/client";
import { setting } from "@/db/schema/job";
import { DEMO_PASSWORD, DEMO_SETTING, demoAccounts } from "../demo";

/** The sign-ins to offer: none unless this database is a demo. */
export async function listDemoAccounts() {
  const [mark] = await withGate("identity", (tx) => tx.select().from(setting).where(eq(setting.key, DEMO_SETTING)));
  if (mark?.value !== true) return [];
  return demoAccounts.map(({ email, role }) => ({ email, role, password: DEMO_PASSWORD }));
}
