import type postgres from "postgres";
import { makeRandom } from "@/lib/statistics/random";
import { accountFaults, clockFaults } from "./accounts";
import { makeAgenda } from "./agenda";
import { planBatches, planHolders, planOperator, stopsInHand } from "./batches";
import { setFakeClock } from "./fake-clock";
import { makeProvider } from "./fake-provider";
import type { HandedOver } from "./ledger";
import { faultsOf } from "./oracle";
import { startSenders } from "./senders";
import { DAY_MS, makeWorld } from "./world";

const WEEKS_MS = 28 * DAY_MS;
/** Caps reach back sixty days, and then everything has to have ended. */
const CALM_MS = 75 * DAY_MS;

export type Simulated = {
  /** What was wrong at the first step at which something was; none when all was well to the end. */
  readonly faults: readonly string[];
  readonly steps: number;
  readonly handedOver: readonly HandedOver[];
};

/** Four weeks with faults of every kind, and then as long without as it takes to end: after each step all is looked at. */
export async function simulate(owner: postgres.Sql, seed: number): Promise<Simulated> {
  const random = makeRandom(`sending ${seed}`);
  const world = await makeWorld(owner, seed, random.split("world"));
  const agenda = makeAgenda(world.start, (now) => setFakeClock(owner, now));
  await setFakeClock(owner, world.start);
  const isCalm = () => agenda.now > world.start + WEEKS_MS;
  const provider = makeProvider(random.split("provider"), isCalm);
  const watch = stopsInHand({ world, agenda, random: random.split("stops"), isCalm });
  const senders = await startSenders(world, agenda, { random: random.split("senders"), provider, isCalm, watch });
  const story = { world, agenda, senders, isCalm };
  planBatches({ ...story, random: random.split("batches") });
  planHolders({ ...story, random: random.split("holders") });
  planOperator({ ...story, random: random.split("operator") });

  const { handedOver } = world.ledger;
  const end = world.start + WEEKS_MS + CALM_MS;
  let seen = 0;
  let steps = 0;
  for (;;) {
    const done = await agenda.step(end);
    if (done === "over") break;
    steps += 1;
    if (done === "idle") continue;
    const isNew = handedOver.length > seen;
    const faults = [
      ...faultsOf(world.ledger, world.rules, seen),
      ...(await accountFaults(world)),
      ...(isNew ? await clockFaults(world) : []),
    ];
    seen = handedOver.length;
    if (faults.length > 0)
      return { faults: [`at ${new Date(agenda.now).toISOString()}:`, ...faults], steps, handedOver };
    if (isCalm() && (await unended()).length === 0) break;
  }
  return { faults: await unended(), steps, handedOver };

  /** Batches and messages that have not come to an end, as sentences. */
  async function unended(): Promise<string[]> {
    const { issuerId } = world.house.scope;
    const rows = await owner<{ said: string }[]>`
      select 'batch ' || id || ' is still ' || state as said from app.notification_batch
      where issuer_id = ${issuerId} and state not in ('sent', 'stopped', 'refused')
      union all
      select 'a message of batch ' || batch_id || ' is still ' || state || ', due ' || due_at from app.outbox
      where issuer_id = ${issuerId}`;
    return rows.map(({ said }) => said);
  }
}
