/** Batches drawn by the seed, and what managers, holders and operators do with them and about them. */
import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { Conflict } from "@/lib/errors";
import type { SealedMember } from "@/lib/notifications/approval/seal";
import type { Channel, MessageClass } from "@/lib/notifications/constants";
import { approveBatch } from "@/lib/notifications/mutations/approve";
import { pauseBatch, resumeBatch, stopBatch } from "@/lib/notifications/mutations/hold";
import { recordOptOut } from "@/lib/notifications/mutations/opt-out";
import { settleDead, settleUnknown } from "@/lib/notifications/mutations/settle";
import { undoApproval } from "@/lib/notifications/mutations/undo";
import type { Random } from "@/lib/statistics/random";
import { sampleMember, sampleSetting } from "../../approval/sample-batch";
import { storeBatch } from "../../approval/stored-batch";
import type { Agenda, Done } from "./agenda";
import type { HandedOverWatch, Senders } from "./senders";
import { chance, consent, DAY_MS, HOUR_MS, type Person, pick, spend, type World } from "./world";

const MINUTE_MS = 60_000;
const BATCHES = 8;
const WEEKS = 4;
/** False: it came too late, or a second time; the person is told so and lives with it. */
const succeeds = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Conflict) return false;
      throw error;
    },
  );

/** What a manager decides about a batch, noted where it succeeds. */
const decider =
  ({ ledger }: World, agenda: Agenda, batchId: number) =>
  async (isHeld: boolean, work: Promise<unknown>): Promise<void> => {
    if (await succeeds(work)) ledger.holds.push({ at: agenda.now, batchId, isHeld });
  };

type Story = { world: World; agenda: Agenda; senders: Senders; random: Random; isCalm: () => boolean };

const classes: readonly MessageClass[] = [
  "commercial",
  "commercial",
  "commercial",
  "transactional",
  "statutory-notice",
];
const channels: readonly Channel[] = ["email", "email", "sms"];

export function planBatches(story: Story): void {
  const { random, agenda } = story;
  for (let index = 0; index < BATCHES; index += 1) {
    const own = { ...story, random: random.split(`batch ${index}`) };
    const at = agenda.now + own.random.integer(18 * 24) * HOUR_MS;
    agenda.at(at, () => batchLife(own));
  }
}

/** Now and then somebody stops a batch while a provider has a message of it and has not answered yet. */
export function stopsInHand({ world, agenda, random, isCalm }: Omit<Story, "senders">): HandedOverWatch {
  const { scope } = world.house;
  const by = world.house.emailOf("mia");
  return (batchId, after) => {
    if (isCalm() || !chance(random, 0.02)) return;
    agenda.at(agenda.now + random.integer(after), () =>
      decider(
        world,
        agenda,
        batchId,
      )(true, stopBatch(scope, { batchId, reason: "while it was in hand" }, new Date(agenda.now), by)),
    );
  };
}

async function batchLife({ world, agenda, senders, random, isCalm }: Story): Promise<void> {
  const { house, setting } = world;
  const { scope } = house;
  const manager = house.emailOf("mia");
  const channel = pick(random, channels);
  const messageClass = pick(random, classes);
  const members = await drawMembers(world, agenda.now, channel, random);
  if (members.length === 0) return;
  const expiresAt = new Date(agenda.now + 60 * DAY_MS).toISOString();
  const batch = { channel, messageClass, holdoutShare: pick(random, [0, 0.3]), seed: `s${agenda.now}`, expiresAt };
  const { id, seal } = await storeBatch(scope, {
    members,
    batch,
    template: { messageClass },
    setting: { ...sampleSetting, ...setting },
  });
  const moment = () => new Date(agenda.now);
  const decide = decider(world, agenda, id);
  const approve = async () => {
    if (messageClass === "statutory-notice")
      await succeeds(approveBatch(scope, { batchId: id, seal }, moment(), house.emailOf("max")));
    await decide(false, approveBatch(scope, { batchId: id, seal }, moment(), manager));
    agenda.at(agenda.now + 10 * MINUTE_MS, async () => {
      senders.wake();
      return "idle";
    });
  };
  await approve();
  if (chance(random, 0.2)) {
    // Sometimes a moment before the time for it is over, sometimes a moment after.
    agenda.at(agenda.now + pick(random, [3 * MINUTE_MS, 10 * MINUTE_MS - 1, 10 * MINUTE_MS + 400]), async () => {
      await decide(true, undoApproval(scope, { batchId: id }, moment(), manager));
      await approve();
    });
  }
  const holds = random.integer(3);
  for (let count = 0; count < holds; count += 1) {
    const from = agenda.now + 11 * MINUTE_MS + Math.floor(random.uniform() ** 2 * 5 * DAY_MS);
    agenda.at(from, async () => {
      if (isCalm()) return;
      if (chance(random, 0.15)) {
        await decide(true, stopBatch(scope, { batchId: id, reason: "no longer wanted" }, moment(), manager));
        return;
      }
      await decide(true, pauseBatch(scope, { batchId: id }, moment(), manager));
      agenda.at(agenda.now + 1_000 + random.integer(2 * DAY_MS), async () => {
        await decide(false, resumeBatch(scope, { batchId: id }, moment(), manager));
        senders.wake();
      });
    });
  }
}

/** Some of the people, each at one of his addresses; the first of a mailbox gives the message its name. */
async function drawMembers(
  { people, owner, setting }: World,
  now: number,
  channel: Channel,
  random: Random,
): Promise<SealedMember[]> {
  const chosen = people.filter(({ addresses }) => addresses[channel].length > 0 && chance(random, 0.75));
  const leaders = new Set<string>();
  const members: SealedMember[] = [];
  const dueAt = new Map<string, string>();
  for (const person of chosen) {
    const mailbox = pick(random, person.addresses[channel]);
    // He has moved there since, whatever waits for him elsewhere.
    const column = channel === "email" ? owner`email` : owner`phone`;
    await owner`update silver.customer set ${column} = ${mailbox} where customer_id = ${person.customerId}`;
    const leads = !leaders.has(mailbox);
    leaders.add(mailbox);
    // Half a minute before the quiet hours of the day, or at any time of it.
    const second = chance(random, 0.3) ? setting.quietFrom * 3_600 - 1 - random.integer(40) : random.integer(86_400);
    const day = new Date(now + random.integer(5) * DAY_MS).toISOString().slice(0, 10);
    const [row] = await owner<{ at: Date }[]>`
      select (${day}::date + ${second}::int * interval '1 second') at time zone ${person.timeZone} as at`;
    if (!dueAt.has(mailbox)) dueAt.set(mailbox, (row?.at ?? new Date(now)).toISOString());
    members.push(memberOf(person, { mailbox, leads, dueAt: dueAt.get(mailbox) ?? null, now, random }));
  }
  return members;
}

function memberOf(
  { customerId, cardId, timeZone }: Person,
  {
    mailbox,
    leads,
    dueAt,
    now,
    random,
  }: { mailbox: string; leads: boolean; dueAt: string | null; now: number; random: Random },
): SealedMember {
  const lossOn = chance(random, 0.2)
    ? null
    : new Date(now + (2 + random.integer(40)) * DAY_MS).toISOString().slice(0, 10);
  const card = {
    cardId,
    id: `K${customerId}`,
    lastFour: "1001",
    brand: null,
    cardType: "Gift card",
    balance: "5000",
    lastDay: lossOn,
    lossOn,
  };
  return sampleMember(customerId, { address: mailbox, mailbox, leads, dueAt, timeZone, lossOn, cards: [card] });
}

/** Opt-outs and their taking back, consents given and withdrawn, cards that are emptied, over all weeks. */
export function planHolders({ world, agenda, random }: Story): void {
  const { people, ledger, house, zoneOf } = world;
  const mailboxes = [...zoneOf.keys()];
  const anyTime = () => agenda.now + random.integer(WEEKS * 7 * DAY_MS);
  for (let count = 0; count < 4; count += 1)
    agenda.at(anyTime(), async () => {
      const mailbox = pick(random, mailboxes);
      const channel: Channel = mailbox.includes("@") ? "email" : "sms";
      const say = async (covers: "commercial" | "all" | "nothing") => {
        await recordOptOut(house.scope, {
          channel,
          mailbox,
          covers,
          via: "page",
          batchId: null,
          now: new Date(agenda.now),
        });
        ledger.nos.push({ at: agenda.now, channel, mailbox, covers });
      };
      await say(pick(random, ["commercial", "all"]));
      if (chance(random, 0.3)) agenda.at(agenda.now + random.integer(5 * DAY_MS), () => say("nothing"));
    });
  for (let count = 0; count < 5; count += 1)
    agenda.at(anyTime(), async () => {
      const { customerId } = pick(random, people);
      const channel = pick(random, ["email", "sms"] as const);
      await consent(world, { at: agenda.now, customerId, channel, yes: chance(random, 0.4) });
    });
  for (let count = 0; count < 2; count += 1)
    agenda.at(anyTime(), () => spend(world, agenda.now, pick(random, people).customerId));
}

/**
 * Once in nine hours somebody looks at what is unknown or dead. He asks the provider and tells the truth, and looks at
 * nothing that may still be on its way.
 */
export function planOperator({ world, agenda, random, senders }: Story): void {
  const { house, ledger } = world;
  const { scope } = house;
  const reason = "looked at";
  const settleOne = async ({
    key,
    batchId,
    mailbox,
    state,
  }: {
    key: string;
    batchId: number;
    mailbox: string;
    state: string;
  }) => {
    const now = new Date(agenda.now);
    const own = ledger.handedOver.filter((one) => one.batchId === batchId && one.mailbox === mailbox);
    if (own.some(({ at }) => at > agenda.now - 5 * MINUTE_MS)) return;
    if (state === "dead") {
      await succeeds(settleDead(scope, { key, again: chance(random, 0.3), reason }, now));
      return;
    }
    const arrived = own.some(({ isTaken }) => isTaken);
    const isSettled = await succeeds(settleUnknown(scope, { key, arrived, reason }, now));
    if (isSettled && !arrived) ledger.notArrived.push({ at: agenda.now, batchId, mailbox });
  };
  const look = async (): Done => {
    const rows = await withScope(scope, (tx) =>
      tx.execute<{ key: string; batchId: number; mailbox: string; state: string }>(sql`
        select message_key as key, batch_id as "batchId", mailbox, state from app.outbox
        where issuer_id = ${scope.issuerId} and state in ('unknown', 'dead') order by message_key`),
    );
    for (const row of rows) if (chance(random, 0.6)) await settleOne(row);
    agenda.at(agenda.now + 9 * HOUR_MS, look);
    if (rows.length === 0) return "idle";
    senders.wake();
  };
  agenda.at(agenda.now + 9 * HOUR_MS, look);
}
