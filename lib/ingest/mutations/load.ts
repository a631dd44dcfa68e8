import { and, eq, sql } from "drizzle-orm";
import { keepPlans } from "@/db/bulk";
import { type Tx, withGate, withScope } from "@/db/client";
import { importBatch } from "@/db/schema/import";
import { formatCount } from "@/lib/format";
import { writeAudit } from "@/lib/identity/mutations/audit";
import { t } from "@/lib/messages/ingest";
import { foldBatch } from "@/lib/rollups/fold";
import { type Entity, entities } from "../constants";
import { asRead } from "../mapping/schema";
import {
  type Counts,
  contextOf,
  type LoadOutcome,
  type LoadPlan,
  type LoadScope,
  type LoadWatch,
  type Notice,
  noCounts,
  silent,
} from "../plan";
import { findLoaded } from "./already-loaded";
import { keepAside, type Page } from "./aside";
import { carryOptOuts } from "./carry-opt-outs";
import { changedFields, loadCustomers } from "./customers";
import { areFew } from "./few";
import { loadCards } from "./holders";
import { changedMerchants, loadMerchants } from "./merchants";
import { findOddities } from "./oddities";
import { loadBrands, loadCardTypes } from "./programme";
import { stageFiles } from "./read-files";
import { giveUpReplaced, settleRowsAside, settleWaiting, stageRowsAside } from "./retry";
import { analyzeStaging, createStaging, id, run } from "./staging";
import { loadTransactions } from "./transactions";
import { takeTurn } from "./turn";

const SHOWN = 1_000;

class RolledBack extends Error {
  constructor(readonly outcome: LoadOutcome) {
    super("A dry run was rolled back");
  }
}

export type LoadOptions = {
  /** When it is; in the product, the moment at which the load has its turn. */
  now?: Date;
  watch?: LoadWatch;
  page?: Page;
  /** Runs as the last thing in the transaction: a job marks itself as done there. */
  finish?: (tx: Tx, outcome: LoadOutcome) => Promise<void>;
  /** How the transaction is opened; a job's ends its statement when it is cancelled. */
  transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** Loads a plan in one transaction: all of it, or nothing. The same plan again finds its batch and changes nothing. */
export function loadBatch(scope: LoadScope, plan: LoadPlan, options: LoadOptions = {}): Promise<LoadOutcome> {
  const open = options.transaction ?? ((work) => withScope(scope, work));
  return open(async (tx) => {
    const outcome = await loadInto(tx, scope, plan, options);
    await options.finish?.(tx, outcome);
    return outcome;
  });
}

/** The same, taken back at the end: what it answers is what the load would. */
export function dryRun(scope: LoadScope, plan: LoadPlan, options: LoadOptions = {}): Promise<LoadOutcome> {
  const open = options.transaction ?? ((work) => withScope(scope, work));
  return takeBack(() =>
    open(async (tx) => {
      throw new RolledBack(await loadInto(tx, scope, plan, options));
    }),
  );
}

/** The same for an issuer that the load itself would make: it, too, is gone afterwards. */
export function dryRunForNewIssuer(
  make: (tx: Tx) => Promise<LoadScope>,
  plan: LoadPlan,
  options: LoadOptions,
): Promise<LoadOutcome> {
  return takeBack(() =>
    withGate("system", async (tx) => {
      const scope = await make(tx);
      await tx.execute(sql`select app.set_scope(${scope.issuerId}::int, null::int, null::int)`);
      throw new RolledBack(await loadInto(tx, scope, plan, options));
    }),
  );
}

async function takeBack(work: () => Promise<never>): Promise<LoadOutcome> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    return error.outcome.state === "unchanged" ? error.outcome : { ...error.outcome, batchId: null, state: "checked" };
  }
}

/** The work itself, in a transaction under the scope. */
export async function loadInto(tx: Tx, scope: LoadScope, plan: LoadPlan, options: LoadOptions): Promise<LoadOutcome> {
  const watch = options.watch ?? silent;
  const now = await takeTurn(tx, scope, options.now);
  const context = contextOf(scope, now);
  const recordedAt = now.toISOString();
  const { before, contentKey } = await findLoaded(tx, scope, plan);
  if (before) return before;
  await tx.execute(sql.raw(`set local timezone = '${scope.issuer.timeZone.replaceAll("'", "")}'`));
  await run(tx, "set local work_mem = '192MB'");
  await keepPlans(tx);
  // What was loaded a moment ago has no statistics yet, and a nested loop planned for one row then meets a million.
  // Where single rows are to be looked up the statements say so themselves (`lateral ... offset 0`).
  await run(tx, "set local enable_nestloop = off");
  const batchId = await openBatch(tx, scope, { ...plan, contentKey }, recordedAt);
  await createStaging(tx);
  const counts = noCounts();

  const { readings, notices, tried } = await watch.step("reading", async () => {
    const staged = await stageFiles(tx, plan, context, watch);
    for (const { fileNo, file } of staged.readings) counts[file.part.entity].read += staged.read.get(fileNo) ?? 0;
    const tried = await stageRowsAside(tx, scope, plan.repairedIds, context);
    await analyzeStaging(tx);
    return { ...staged, tried };
  });
  const batch = { scope, batchId, recordedAt };
  await watch.step("checking", async () => {
    for (const [entity, load] of loaders) {
      watch.throwIfCancelled();
      if (await isEmpty(tx, entity)) continue;
      Object.assign(counts[entity], await load(tx, batch));
    }
  });
  const { refused, healed } = await watch.step("loading", async () => {
    notices.push(...(await findOddities(tx, readings)));
    if (tried > 0) await settleWaiting(tx);
    const givenUp = tried > 0 ? await giveUpReplaced(tx, scope, batchId, plan) : [];
    // First what has become of the rows that waited: those that come now are compared with it.
    const healed = await settleRowsAside(tx, scope, batchId, tried);
    const page = options.page ?? { offset: 0, limit: SHOWN };
    const { rows: refused, notices: known } = await keepAside(tx, batch, readings, page);
    notices.push(...known, ...changeNotices(plan, counts), ...givenUp);
    return { refused, healed };
  });
  const added = entities.reduce((sum, entity) => sum + counts[entity].new, 0);
  // All that is joined from here on has been counted, or was there before.
  if (await areFew(tx, added, "silver.card_summary")) await run(tx, "set local enable_nestloop = on");
  await watch.step("summarising", async () => {
    if (added > 0) await foldBatch(tx, { issuerId: scope.issuerId, batchId });
  });
  await countRows(tx, counts);
  const days = await spanOf(tx, scope, batchId);
  await tx
    .update(importBatch)
    .set({ counts, notices: [...notices], repeats: await repeatsOf(tx), ...days })
    .where(and(eq(importBatch.id, batchId), eq(importBatch.issuerId, scope.issuerId)));
  if (counts.customer.updated > 0) await carryOptOuts(tx, scope, { batchId, now });
  const changed = {
    ...(counts.customer.updated > 0 ? { changed: await changedFields(tx, scope, batchId) } : {}),
    ...(counts.merchant.updated > 0 ? { changedMerchants: await changedMerchants(tx, scope, batchId) } : {}),
  };
  await writeAudit(tx, scope, {
    action: "import.loaded",
    subject: `batch ${batchId}`,
    detail: { label: plan.label, counts, healed, ...changed },
  });
  const refusedTotal = entities.reduce((sum, entity) => sum + counts[entity].refused, 0);
  return { batchId, state: "loaded", counts, healed, notices, refused, refusedTotal, ...days };
}

/** A person may take an older file for one that adds to a newer: it does not, and here it is said. */
function changeNotices({ files, label }: LoadPlan, counts: Counts): Notice[] {
  return (["customer", "merchant"] as const).flatMap((entity) => {
    const total = counts[entity].updated;
    if (total === 0) return [];
    const file = files.find(({ part }) => part.entity === entity)?.name ?? label;
    return [{ file, text: t(`imports.changedNotice.${entity}`, { count: formatCount(total), total }) }];
  });
}

const loaders: readonly (readonly [Entity, typeof loadCards])[] = [
  ["merchant", loadMerchants],
  ["brand", loadBrands],
  ["card_type", loadCardTypes],
  ["customer", loadCustomers],
  ["card", loadCards],
  ["card_transaction", loadTransactions],
];

async function openBatch(tx: Tx, scope: LoadScope, plan: LoadPlan, recordedAt: string): Promise<number> {
  const [batch] = await tx
    .insert(importBatch)
    .values({
      issuerId: scope.issuerId,
      source: "import",
      contentKey: plan.contentKey,
      state: "loaded",
      label: plan.label,
      files: plan.files.map(({ fileId, name, sha256, part }) => ({
        fileId,
        name,
        sha256,
        entity: part.entity,
        part: asRead(part),
      })),
      counts: {},
      createdBy: scope.personId,
      jobRunId: plan.jobRunId,
      recordedAt: new Date(recordedAt),
    })
    .returning({ id: importBatch.id });
  if (!batch) throw new Error("The batch was not stored");
  return batch.id;
}

async function isEmpty(tx: Tx, entity: Entity): Promise<boolean> {
  const [row] = await run<{ empty: boolean }>(tx, `select not exists (select from stage_${entity}) as empty`);
  return row?.empty ?? true;
}

/** Counts of this load's own rows, and the one law they obey: every row read is new, updated, repeated or refused. */
async function countRows(tx: Tx, counts: Counts): Promise<void> {
  const rows = await run<{ entity: Entity; repeated: number; refused: number; aside: number }>(
    tx,
    `select entity, sum(repeated)::int as repeated, sum(refused)::int as refused, sum(aside)::int as aside from (
       select entity, coalesce(sum(n) filter (where refused_id is null), 0) as repeated, 0 as refused,
         coalesce(sum(n) filter (where refused_id is not null), 0) as aside from stage_repeated group by entity
       union all
       select entity, 0, count(*) filter (where refused_id is null), 0 from stage_refused group by entity
     ) c group by entity`,
  );
  for (const row of rows) {
    counts[row.entity].repeated += row.repeated;
    counts[row.entity].refused += row.refused;
  }
  for (const entity of entities) {
    const [healed] = await run<{ n: number }>(
      tx,
      `select ((select count(*) from stage_${entity} where refused_id is not null)
         + (select count(*) from stage_updated where entity = '${entity}' and refused_id is not null))::int as n`,
    );
    const count = counts[entity];
    const own = count.new + count.updated - (healed?.n ?? 0);
    if (own + count.repeated + count.refused !== count.read) {
      throw new Error(
        `${entity}: ${count.read} rows were read, but ${own} are new or updated, ${count.repeated} repeated and ${count.refused} refused`,
      );
    }
    // Rows that came from earlier batches were read as well, then.
    count.read += healed?.n ?? 0;
  }
}

/** How many of this load's rows had come with which earlier batch. */
async function repeatsOf(tx: Tx): Promise<Record<string, number>> {
  const rows = await run<{ batch: number; n: number }>(
    tx,
    `select first_batch as batch, sum(n)::int as n from stage_repeated
     where first_batch is not null and refused_id is null group by first_batch`,
  );
  return Object.fromEntries(rows.map(({ batch, n }) => [batch, n]));
}

async function spanOf(
  tx: Tx,
  scope: LoadScope,
  batchId: number,
): Promise<{ firstOn: string | null; lastOn: string | null }> {
  const [row] = await run<{ firstOn: string | null; lastOn: string | null }>(
    tx,
    `select min(occurred_on)::text as "firstOn", max(occurred_on)::text as "lastOn" from silver.card_transaction
     where issuer_id = ${id(scope.issuerId)} and batch_id = ${id(batchId)}`,
  );
  return row ?? { firstOn: null, lastOn: null };
}
