import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { MovedParams } from "@/lib/breakage/forecast-view/schema";
import { pairOf } from "@/lib/breakage/forecast-view/version-pair";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/forecast-detail";
import { getMoved, type Moved } from "./moved";
import { listVersionTotals } from "./version-list";

type Found = Extract<Moved, { readonly status: "ok" }>;

/**
 * What moved between exactly the versions that are asked for, or between the newest two where none is: a page chooses others when
 * one is not there, a machine must be told. @throws NotFound, Invalid for versions of two currencies, Conflict where one
 * has no figures.
 */
export async function getMovedBetween(scope: Scope, asked: MovedParams): Promise<Found> {
  const ids = [asked.before, asked.after].filter((id) => id !== undefined);
  const found = await listNamed(scope, ids);
  if (found.length < ids.length) throw new NotFound("This version");
  const currency = asked.currency ?? found[0]?.currency ?? scope.issuer.currency;
  const foreign = (["before", "after"] as const).flatMap((name) => {
    const version = found.find(({ id }) => id === asked[name]);
    return version && version.currency !== currency
      ? [[name, `is a version in ${version.currency}, not in ${currency}`] as const]
      : [];
  });
  if (foreign.length > 0) throw new Invalid(undefined, { fields: Object.fromEntries(foreign) });
  if (found.some(({ hasFigures }) => !hasFigures)) throw new Conflict(t("moved.notComparable"));
  const pair = pairOf(ids.length > 0 ? found : await listVersionTotals(scope, currency), asked);
  if (!pair) throw new NotFound("A second version with figures");
  const moved = await getMoved(scope, { ...pair, by: asked.by });
  if (moved.status !== "ok") throw new Conflict(t("moved.notComparable"));
  return moved;
}

type Named = { id: number; currency: string; dataDate: string; hasFigures: boolean; total: unknown };

/** Newest data first. */
async function listNamed(scope: Scope, ids: readonly number[]): Promise<Named[]> {
  if (ids.length === 0) return [];
  const list = sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  );
  return withScope(
    scope,
    async (tx) => [
      ...(await tx.execute<Named>(sql`
        select id, currency, data_date::text as "dataDate", inputs is not null as "hasFigures", summary->'total' as total
        from gold.forecast where issuer_id = ${scope.issuerId} and id in (${list}) order by data_date desc, id desc`)),
    ],
    { readOnly: true },
  );
}
