/**
 * Senders as `jobs/send-group.ts` and `jobs/sender.ts` make them, with every wait on the agenda: the same claims, tokens,
 * outcomes and lapsed leases of the product, in processes that stall, die and are cut off from their database.
 */
import { sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import type { Channel } from "@/lib/notifications/constants";
import type { ClaimedBatch, ClaimedMessage } from "@/lib/notifications/sending/claimed";
import { endBatches } from "@/lib/notifications/sending/mutations/batch-end";
import { ensureProvider, restProvider, takeTokens } from "@/lib/notifications/sending/mutations/bucket";
import { claimGroup } from "@/lib/notifications/sending/mutations/claim";
import { endLapsed, putBack } from "@/lib/notifications/sending/mutations/lapsed";
import { openBatch } from "@/lib/notifications/sending/mutations/open-batch";
import { type Handled, writeOutcomes } from "@/lib/notifications/sending/mutations/outcome";
import { groupSize } from "@/lib/notifications/sending/pace";
import { LEASE_MS } from "@/lib/notifications/sending/provider";
import type { Random } from "@/lib/statistics/random";
import type { Agenda, Done } from "./agenda";
import type { FakeProvider } from "./fake-provider";
import { chance, DAY_MS, type World } from "./world";

const HASH = "0".repeat(64);
const BEGIN_BEFORE_MS = 7_000;
const MOST_TRIES = 60;
const REPEATABLE: readonly Channel[] = ["sms"];

type Heard = { readonly channel: Channel; readonly batch: ClaimedBatch; readonly one: Handled };
type Process = {
  readonly id: string;
  readonly opened: Map<number, string>;
  isAlive: boolean;
  /** Does nothing until then: the machine is busy with something else. */
  stallsUntil: number;
  heard: Heard[];
  isWriting: boolean;
};

export type Senders = { wake(): void };
/** Told of each hand-over, and after how many milliseconds it will be answered. */
export type HandedOverWatch = (batchId: number, after: number) => void;

export async function startSenders(
  world: World,
  agenda: Agenda,
  {
    random,
    provider,
    isCalm,
    watch,
  }: { random: Random; provider: FakeProvider; isCalm: () => boolean; watch: HandedOverWatch },
): Promise<Senders> {
  const { house, ledger, rules } = world;
  const { scope } = house;
  const moment = () => new Date(agenda.now);
  const nameOf = (channel: Channel) => `${channel} of ${scope.issuer.code}`;
  for (const channel of ["email", "sms"] as const) await ensureProvider(nameOf(channel), rules.rate[channel]);

  let born = 0;
  const start = (): Process => ({
    id: `sender ${++born}`,
    opened: new Map(),
    isAlive: true,
    stallsUntil: 0,
    heard: [],
    isWriting: false,
  });
  const processes = [start(), start()];

  /** Something of a process: not after its death, and later when it stalls. */
  const by = (one: Process, at: number, does: () => Done): void =>
    agenda.at(at, async () => {
      if (!one.isAlive) return "idle";
      if (one.stallsUntil <= agenda.now) return does();
      by(one, one.stallsUntil, does);
      return "idle";
    });

  function mishap(slot: number, one: Process): void {
    if (isCalm()) return;
    if (chance(random, 0.05)) one.stallsUntil = agenda.now + 1_000 + random.integer(90_000);
    if (!chance(random, 0.08)) return;
    agenda.at(agenda.now + random.integer(4_000), async () => {
      if (!one.isAlive) return "idle";
      one.isAlive = false;
      agenda.at(agenda.now + 5_000 + random.integer(60_000), async () => {
        processes[slot] = start();
        wake();
        return "idle";
      });
      return "idle";
    });
  }

  async function lane(slot: number, channel: Channel): Done {
    const one = processes[slot];
    if (!one?.isAlive) return "idle";
    const again = (at: number) => by(one, at, () => lane(slot, channel));
    if (one.stallsUntil > agenda.now) {
      again(one.stallsUntil);
      return "idle";
    }
    const limit = groupSize(rules.rate[channel]);
    const leasedAt = agenda.now;
    const asked = { channels: [channel], limit, workerId: one.id, now: moment(), opened: one.opened };
    const claim = await claimGroup(scope, asked);
    if (claim.found === "nothing") return "idle";
    if (claim.found === "unopened") {
      const open = await openBatch(scope, claim.batchId, moment());
      if (open.state === "sending") one.opened.set(claim.batchId, open.head);
    }
    again(agenda.now + random.integer(900));
    if (claim.found !== "messages") return;
    agenda.at(agenda.now + LEASE_MS + 1 + random.integer(2_000), () => tidy());
    mishap(slot, one);
    // Dead or stalled before the bucket was asked: the same as a little later.
    by(one, agenda.now + random.integer(20), async () => {
      const taken = await takeTokens(nameOf(channel), claim.messages.length, null);
      if (taken.can !== "send") {
        await putBack(scope, claim.messages, one.id);
        return;
      }
      for (const [index, message] of claim.messages.entries()) {
        const at = taken.from + (taken.delays[index] ?? 0);
        if (at - leasedAt > BEGIN_BEFORE_MS) await putBack(scope, [message], one.id);
        else by(one, at, () => begin(one, { channel, batch: claim.batch, message, leasedAt }));
      }
    });
  }

  type Ready = { channel: Channel; batch: ClaimedBatch; message: ClaimedMessage; leasedAt: number };
  async function begin(one: Process, { channel, batch, message, leasedAt }: Ready): Done {
    if (agenda.now - leasedAt > BEGIN_BEFORE_MS) {
      await putBack(scope, [message], one.id);
      return;
    }
    const { isTaken, isKnownRefused, handOver, after } = provider.answer(channel, message.mailbox, message.key);
    const { key, mailbox, to: told } = message;
    const { id: batchId, messageClass } = batch;
    ledger.handedOver.push({
      at: agenda.now,
      channel,
      batchId,
      mailbox,
      key,
      messageClass,
      told,
      isTaken,
      isKnownRefused,
    });
    watch(batchId, after);
    by(one, agenda.now + after, async () => {
      one.heard.push({ channel, batch, one: { message, handOver, subject: "s", contentHash: HASH } });
      if (handOver.resting && chance(random, 0.2)) await restProvider(nameOf(channel), 15, handOver.reply);
      if (one.isWriting) return;
      one.isWriting = true;
      write(one, !isCalm() && chance(random, 0.05) ? 1 + random.integer(MOST_TRIES + 10) : 0);
    });
  }

  /** Everything that was heard meanwhile, a transaction a batch. A database that is away too long is told nothing any more. */
  function write(one: Process, awaySeconds: number): void {
    const wait = 1 + random.integer(50) + Math.min(awaySeconds, MOST_TRIES) * 1_000;
    by(one, agenda.now + wait, async () => {
      const all = awaySeconds > MOST_TRIES ? [] : one.heard;
      one.heard = [];
      one.isWriting = false;
      for (const id of new Set(all.map(({ batch }) => batch.id)))
        await writeGroup(
          one,
          all.filter(({ batch }) => batch.id === id),
        );
      wakeAtDue();
    });
  }

  async function writeGroup(one: Process, group: readonly Heard[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    const { channel, batch } = first;
    const handled = group.map((heard) => heard.one);
    const repeatable = REPEATABLE.includes(channel);
    const writing = { batch, handled, provider: nameOf(channel), repeatable, workerId: one.id, now: moment() };
    await writeOutcomes(scope, writing);
    for (const { message, handOver } of handled)
      if (handOver.result === "bounced") ledger.bounced.push({ at: agenda.now, channel, mailbox: message.mailbox });
  }

  async function tidy(): Done {
    if (!processes.some(({ isAlive }) => isAlive)) return "idle";
    const lapsed = await endLapsed(scope, REPEATABLE, moment());
    const { heldOut, ended, stopped } = await endBatches(scope, moment());
    wakeAtDue();
    return lapsed + heldOut + ended + stopped > 0 ? undefined : "idle";
  }

  const startLane = (slot: number, channel: Channel) =>
    agenda.at(agenda.now + random.integer(500), () => lane(slot, channel));
  /** Those to whom something is due; the others would find nothing. */
  const wake = () =>
    agenda.at(agenda.now, async () => {
      const due = await withScope(scope, (tx) =>
        tx.execute<{ channel: Channel }>(sql`
          select distinct channel from app.outbox where issuer_id = ${scope.issuerId} and state = 'waiting'
            and due_at <= ${moment().toISOString()}::text::timestamptz order by channel`),
      );
      for (const slot of processes.keys()) for (const { channel } of due) startLane(slot, channel);
      return "idle";
    });

  /** At the very moment at which the next one is due: the edges of hours and caps are where mistakes are. */
  let nextWake = 0;
  const wakeAtDue = () =>
    agenda.at(agenda.now, async () => {
      const [row] = await withScope(scope, (tx) =>
        tx.execute<{ at: string | null }>(sql`
          select min(due_at) as at from app.outbox
          where issuer_id = ${scope.issuerId} and state = 'waiting' and due_at > ${moment().toISOString()}::text::timestamptz`),
      );
      const at = row?.at ? Date.parse(row.at) : null;
      if (at === null || (nextWake > agenda.now && nextWake <= at)) return "idle";
      nextWake = at;
      agenda.at(at, async () => {
        wake();
        wakeAtDue();
        return "idle";
      });
      return "idle";
    });
  const daily = () =>
    agenda.at(agenda.now + DAY_MS, async () => {
      daily();
      wake();
      return tidy();
    });
  daily();
  wake();
  return { wake };
}
