import { setTimeout as wait } from "node:timers/promises";
import type { Scope } from "@/lib/identity/scope";
import { log } from "@/lib/log";
import type { Claim, ClaimedMessage } from "../claimed";
import { takeTokens } from "../mutations/bucket";
import { claimGroup } from "../mutations/claim";
import { putBack } from "../mutations/lapsed";
import { openBatch } from "../mutations/open-batch";
import { groupSize } from "../pace";
import type { HandOver, Provider } from "../provider";
import { handOverOne, type Links } from "./hand-over";
import type { MachineMark } from "./machine-mark";
import type { OutcomeWriter } from "./outcome-writer";
import type { Turns } from "./turns";

export type Way = { readonly provider: Provider; readonly ratePerSecond: number; readonly turns: Turns };

export type Surroundings = {
  readonly workerId: string;
  readonly clock: () => Date;
  readonly links: Links;
  readonly mark: MachineMark;
  readonly writer: OutcomeWriter;
  readonly stopping: AbortSignal;
  /** Batches held against their seal by this process. */
  readonly opened: Map<number, string>;
  readonly heard: (provider: Provider, handOver: HandOver) => Promise<void>;
};

/** So long before its turn a group may be taken, so that nobody waits for the database when it comes. */
const AHEAD_MS = 500;
const REFUSED_MS = 5_000;
const MOST_REST_MS = 1_000;

export const pause = (ms: number, signal: AbortSignal) => wait(ms, undefined, { signal }).catch(() => {});

/** Takes one group of an issuer's messages and hands it over. @returns whether there may be more to do at once. */
export async function sendGroup(scope: Scope, way: Way, around: Surroundings): Promise<boolean> {
  const { provider, ratePerSecond, turns } = way;
  const { stopping, workerId, clock, opened } = around;
  const early = turns.last - AHEAD_MS - performance.now();
  if (early > 0) await pause(early, stopping);
  await around.writer.room();
  if (stopping.aborted) return false;

  const leasedAt = performance.now();
  const limit = groupSize(ratePerSecond);
  const claim: Claim = await claimGroup(scope, { channels: provider.channels, limit, workerId, now: clock(), opened });
  if (claim.found === "unopened") {
    const open = await openBatch(scope, claim.batchId, clock());
    if (open.state === "sending") opened.set(claim.batchId, open.head);
    return open.state !== "not-now";
  }
  if (claim.found !== "messages") return claim.found === "put-aside";

  const { batch, messages } = claim;
  const backAgain = () => putBack(scope, messages, workerId);
  const at = await takeTurns(way, messages.length, around).catch(async (error: unknown) => {
    // None was begun: left in hand they would soon stand as unknown.
    await backAgain();
    throw error;
  });
  if (at === null) {
    await backAgain();
    return false;
  }
  const context = { scope, batch, provider, links: around.links };
  const notBegun: ClaimedMessage[] = [];
  await Promise.all(
    messages.map(async (message, index) => {
      const one = await handOverOne(context, message, { at: at[index] ?? 0, leasedAt, now: clock(), turns });
      if (!one) {
        notBegun.push(message);
        return;
      }
      around.writer.add({ scope, batch, provider, one });
      await around.heard(provider, one.handOver);
    }),
  );
  if (notBegun.length > 0) await putBack(scope, notBegun, workerId);
  return true;
}

/** The moments at which messages may be begun; null when none may be now. */
async function takeTurns({ provider, turns }: Way, wanted: number, around: Surroundings): Promise<number[] | null> {
  const { mark, stopping } = around;
  const taken = await takeTokens(provider.name, wanted, mark.read());
  if (taken.can === "nothing") {
    log.error({ why: taken.why }, "this database may be a restored one: nothing is sent until a person confirms it");
    await pause(REFUSED_MS, stopping);
    return null;
  }
  if (taken.can === "rest") {
    await pause(Math.min(taken.ms, MOST_REST_MS), stopping);
    return null;
  }
  mark.keep(taken.mark);
  const now = performance.now();
  const moments = taken.delays.map((delay) => now + delay);
  turns.promise(moments);
  return moments;
}
