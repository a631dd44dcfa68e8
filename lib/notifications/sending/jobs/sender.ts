import { randomUUID } from "node:crypto";
import { type Scope, scopeForJob } from "@/lib/identity/scope";
import { log } from "@/lib/log";
import { endBatches } from "../mutations/batch-end";
import { ensureProvider, restProvider } from "../mutations/bucket";
import { endLapsed } from "../mutations/lapsed";
import type { HandOver, Provider } from "../provider";
import { listDueIssuers, listIssuers, listLapsedIssuers } from "../queries/due";
import type { Links } from "./hand-over";
import type { MachineMark } from "./machine-mark";
import { OutcomeWriter } from "./outcome-writer";
import { pause, type Surroundings, sendGroup, type Way } from "./send-group";
import { Turns } from "./turns";

export type SenderOptions = {
  readonly providers: readonly { readonly provider: Provider; readonly ratePerSecond: number }[];
  readonly links: Links;
  readonly mark: MachineMark;
  readonly clock?: () => Date;
  /** Only this issuer's messages. */
  readonly issuerId?: number;
};

export type SenderCounts = Record<HandOver["result"], number>;

export type MessageSender = {
  /** Ends when everything in hand has been written down. */
  stop(): Promise<void>;
  /** Resolves when nothing more may leave at this moment. */
  drained(): Promise<SenderCounts>;
  /** The same without a second look: when a lane has found nothing and all that was heard is written. */
  written(): Promise<void>;
  readonly counts: Readonly<SenderCounts>;
};

/** While one lane asks the database, another one talks to the provider. */
const LANES = 2;
const POLL_MS = 500;
const HOUSEKEEPING_MS = 2_000;
const ALL_ISSUERS_MS = 60_000;
/** So many failures in a row that are the provider's, and it is left alone: 15 seconds, then longer, five minutes at most. */
const FAILURES = 5;
const REST_SECONDS = 15;
const MOST_REST_SECONDS = 300;

/** Works off the outbox until it is stopped. As many as wanted may run against one database. */
export async function startSender(options: SenderOptions): Promise<MessageSender> {
  const clock = options.clock ?? (() => new Date());
  const workerId = randomUUID();
  const stop = new AbortController();
  const stopping = stop.signal;
  const writer = new OutcomeWriter(workerId, clock);
  const counts: SenderCounts = { sent: 0, later: 0, bounced: 0, failed: 0, unknown: 0 };
  const heard = countFailures(counts);
  const { links, mark } = options;
  const around: Surroundings = { workerId, clock, links, mark, writer, stopping, opened: new Map(), heard };
  const ways: Way[] = options.providers.map((one) => ({ ...one, turns: new Turns(one.ratePerSecond) }));
  for (const { provider, ratePerSecond } of ways) await ensureProvider(provider.name, ratePerSecond);

  const scopes = new Map<number, Promise<Scope>>();
  const scopeOf = (issuerId: number): Promise<Scope> => {
    const known = scopes.get(issuerId) ?? scopeForJob(issuerId, { personId: null, name: "sender" });
    scopes.set(issuerId, known);
    known.catch(() => scopes.delete(issuerId));
    return known;
  };
  const mine = (ids: readonly number[]) =>
    options.issuerId === undefined ? ids : ids.filter((id) => id === options.issuerId);

  async function guarded(work: () => Promise<void>): Promise<void> {
    while (!stopping.aborted) {
      try {
        await work();
      } catch (error) {
        log.error({ err: error }, "sending was interrupted; beginning again");
        await pause(HOUSEKEEPING_MS, stopping);
      }
    }
  }

  let due: readonly number[] = [];
  let nextLook = 0;
  let idleRounds = 0;
  async function lane(): Promise<void> {
    if (performance.now() >= nextLook) {
      due = mine(await listDueIssuers(clock()));
      nextLook = performance.now() + POLL_MS;
    }
    let isBusy = false;
    for (const issuerId of due) {
      for (const way of ways) {
        if (stopping.aborted) return;
        if (await sendGroup(await scopeOf(issuerId), way, around)) isBusy = true;
      }
    }
    idleRounds = isBusy ? 0 : idleRounds + 1;
    if (isBusy) return;
    await writer.settled();
    await pause(POLL_MS, stopping);
  }

  let nextAll = 0;
  async function keepHouse(): Promise<void> {
    const everybody = performance.now() >= nextAll;
    if (everybody) nextAll = performance.now() + ALL_ISSUERS_MS;
    await tidy(everybody ? await listIssuers() : [...scopes.keys()]);
    await pause(HOUSEKEEPING_MS, stopping);
  }
  async function tidy(issuers: readonly number[]): Promise<void> {
    const repeatable = ways.flatMap(({ provider }) => (provider.repeatable ? provider.channels : []));
    for (const issuerId of mine(await listLapsedIssuers()))
      await endLapsed(await scopeOf(issuerId), repeatable, clock());
    for (const issuerId of mine(issuers)) await endBatches(await scopeOf(issuerId), clock());
  }

  const running = [...Array.from({ length: LANES }, () => guarded(lane)), guarded(keepHouse)];
  return {
    counts,
    async drained() {
      // Two rounds of each lane that found nothing, after the last one that did.
      while (idleRounds < 2 * LANES && !stopping.aborted) await pause(POLL_MS / 5, stopping);
      await writer.settled();
      await tidy(options.issuerId === undefined ? await listIssuers() : [options.issuerId]);
      return counts;
    },
    async written() {
      while (idleRounds === 0 && !stopping.aborted) await pause(10, stopping);
      await writer.settled();
    },
    async stop() {
      stop.abort();
      await Promise.all(running);
      await writer.settled();
      await Promise.all(ways.map(({ provider }) => provider.close()));
    },
  };
}

/** Counts what was heard, and lets a provider rest that fails again and again. */
function countFailures(counts: SenderCounts): Surroundings["heard"] {
  const failures = new Map<string, number>();
  return async (provider, { result, resting, reply }) => {
    counts[result]++;
    const inARow = result === "later" && resting ? (failures.get(provider.name) ?? 0) + 1 : 0;
    failures.set(provider.name, inARow);
    if (inARow === 0 || inARow % FAILURES !== 0) return;
    const seconds = Math.min(MOST_REST_SECONDS, REST_SECONDS * 2 ** (inARow / FAILURES - 1));
    log.warn({ provider: provider.name, seconds, reply }, "a way out does not answer; it is left alone for a while");
    await restProvider(provider.name, seconds, reply);
  };
}
