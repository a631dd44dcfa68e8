import { asc, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationParameter } from "@/db/schema/notification";
import type { Scope } from "@/lib/identity/scope";
import type { ParameterRow } from "../optimiser/resolve";

export type StoredParameter = ParameterRow & {
  readonly batches: readonly number[] | null;
  readonly createdByName: string;
};

/** Everything that was ever said of the issuer's parameters, oldest first. */
export async function readParameters(tx: Tx, scope: Scope): Promise<StoredParameter[]> {
  const rows = await tx
    .select()
    .from(notificationParameter)
    .where(eq(notificationParameter.issuerId, scope.issuerId))
    .orderBy(asc(notificationParameter.id));
  return rows.map(
    ({ id, name, channel, reason, currency, value, low, high, origin, source, batches, createdByName, createdAt }) => ({
      id,
      name,
      channel,
      reason,
      currency,
      value,
      low,
      high,
      origin,
      source,
      date: createdAt.toISOString(),
      batches,
      createdByName,
    }),
  );
}

export const listParameters = (scope: Scope): Promise<StoredParameter[]> =>
  withScope(scope, (tx) => readParameters(tx, scope), { readOnly: true });
