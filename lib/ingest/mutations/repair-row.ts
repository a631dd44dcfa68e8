import { Invalid } from "@/lib/errors";
import { may, type Scope } from "@/lib/identity/scope";
import { withoutPeople } from "../without-people";
import { checkRepair, repairRows } from "./repair";
import { startReload } from "./start";

type Repair = { id: number; values: Readonly<Record<string, string>>; load: boolean };

/**
 * Saves a row's new values where its mapping can read them, and queues its load when asked to.
 * @throws NotFound, and Invalid with what is still wrong, by field.
 */
export async function repairRow(
  scope: Scope,
  { id, values, load }: Repair,
  now: Date,
): Promise<{ runId: number | null }> {
  const checked = await checkRepair(scope, { id, values }, now);
  const { problems } = may(scope, "customer.read") ? checked : withoutPeople({ ...checked, cells: [] });
  if (problems.length > 0) {
    const fields = Object.fromEntries(problems.map(({ field, reason }) => [`values.${field}`, reason]));
    throw new Invalid("The row cannot be read yet; nothing of it was changed.", { status: 422, fields });
  }
  await repairRows(scope, { rows: [{ id, values }] });
  return { runId: load ? (await startReload(scope, [id])).runId : null };
}
