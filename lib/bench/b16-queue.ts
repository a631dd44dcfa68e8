import postgres from "postgres";
import type { Scope } from "@/lib/identity/scope";
import { claimGroup } from "@/lib/notifications/sending/mutations/claim";
import { openBatch } from "@/lib/notifications/sending/mutations/open-batch";
import { writeOutcomes } from "@/lib/notifications/sending/mutations/outcome";
import { MOST_IN_GROUP } from "@/lib/notifications/sending/pace";
import { type Bench, finding, requireEqual } from "./bench";
import { prepareIssuer, releasedBatch } from "./n2-batch";
import { measurePairs } from "./pairs";

const MESSAGES = 2_000;
/** Not the database of N2, which has words of the same version. */
const CARDS = 500;
const WORKER = "bench";

/** Takes and ends all of a batch, group after group, as a sender would whose messages arrive in no time. @returns seconds. */
async function workOff(scope: Scope, batchId: number, count: number): Promise<number> {
  const open = await openBatch(scope, batchId, new Date());
  if (open.state !== "sending") throw new Error(`The batch is ${open.state}`);
  const opened = new Map([[batchId, open.head]]);
  const started = performance.now();
  let ended = 0;
  for (;;) {
    const now = new Date();
    const claim = await claimGroup(scope, { channels: ["email"], limit: MOST_IN_GROUP, workerId: WORKER, now, opened });
    if (claim.found !== "messages") break;
    const handled = claim.messages.map((message) => ({
      message,
      handOver: { result: "sent", reply: "250 taken" } as const,
      subject: "Your card",
      contentHash: null,
    }));
    const { batch } = claim;
    await writeOutcomes(scope, { batch, handled, provider: "bench", repeatable: false, workerId: WORKER, now });
    ended += handled.length;
  }
  requireEqual("messages", ended, count);
  return (performance.now() - started) / 1_000;
}

/** One row after the other by the bare driver, each in a transaction of its own and past row-level security. @returns seconds. */
async function updateSingly(ownerUrl: string, scope: Scope, mailboxes: readonly string[]): Promise<number> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`select 1`;
    const started = performance.now();
    for (const mailbox of mailboxes) {
      await owner`update app.mailbox set last_sent_at = now()
        where issuer_id = ${scope.issuerId} and channel = 'email' and mailbox = ${mailbox}`;
    }
    return (performance.now() - started) / 1_000;
  } finally {
    await owner.end();
  }
}

export const queueBench: Bench = {
  id: "B16",
  summary: "messages taken from the outbox with all checks and ended ÷ single rows updated, per second",
  async run({ shop, scale, log }) {
    const database = await shop.seeded(CARDS);
    const scope = await shop.scope(database, "DEMO");
    const count = Math.max(100, Math.round(MESSAGES * scale));
    return shop.use(database, async () => {
      const templateId = await prepareIssuer(scope, new Date());
      let round = 0;
      let mailboxes: readonly string[] = [];
      const result = await measurePairs(
        async () => {
          const wanted = { ownerUrl: database.url, templateId, count, round: ++round, now: new Date() };
          const { batchId, addresses } = await releasedBatch(scope, wanted);
          mailboxes = addresses;
          const seconds = await workOff(scope, batchId, count);
          log(`through the outbox: ${Math.round(count / seconds)} messages a second`);
          return count / seconds;
        },
        async () => count / (await updateSingly(database.url, scope, mailboxes)),
      );
      return [
        finding("messages ÷ single updates", "at least 0.5", result, (ratio) => ratio >= 0.5, { messages: count }),
      ];
    });
  },
};
