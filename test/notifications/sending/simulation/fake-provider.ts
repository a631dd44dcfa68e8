/** What providers answer, by the seed, and what is true behind it. */
import type { Channel } from "@/lib/notifications/constants";
import type { HandOver } from "@/lib/notifications/sending/provider";
import { judgeReply } from "@/lib/notifications/sending/smtp-reply";
import type { Random } from "@/lib/statistics/random";
import { chance, pick } from "./world";

export type Answer = {
  readonly handOver: HandOver;
  readonly isTaken: boolean;
  readonly isKnownRefused: boolean;
  /** After so many milliseconds the sender knows. */
  readonly after: number;
};

const HAND_OVER_MS = 22_000;
const WEBHOOK_MS = 5_000;

export type FakeProvider = { answer(channel: Channel, mailbox: string, key: string): Answer };

/** `calm` providers take everything: at the end of a simulation all has to come to an end. */
export function makeProvider(random: Random, isCalm: () => boolean): FakeProvider {
  const gone = new Set<string>();
  const good = new Set<string>();
  const taken = new Set<string>();
  return {
    answer(channel, mailbox, key) {
      const quick = 5 + random.integer(2_000);
      const isGone = gone.has(mailbox) || (!good.has(mailbox) && chance(random, 0.08));
      (isGone ? gone : good).add(mailbox);
      const fault = isCalm() ? 0 : random.uniform();
      return channel === "email" ? mail({ isGone, fault, quick }) : webhook(key, { fault, quick });
    },
  };

  function mail({ isGone, fault, quick }: { isGone: boolean; fault: number; quick: number }): Answer {
    const said = (code: number | null, command: string, text: string, handedOver = false) =>
      judgeReply({ code, command, text, handedOver });
    const refused = (handOver: HandOver, after = quick): Answer => ({
      handOver,
      isTaken: false,
      isKnownRefused: true,
      after,
    });
    const silent = (handOver: HandOver, after: number): Answer => ({
      handOver,
      isTaken: chance(random, 0.5),
      isKnownRefused: false,
      after,
    });
    if (isGone) return refused(said(550, "RCPT TO", "550 5.1.1 no such user"));
    if (fault > 0.4)
      return { handOver: { result: "sent", reply: "250 ok" }, isTaken: true, isKnownRefused: false, after: quick };
    if (fault > 0.32) return refused(said(450, "RCPT TO", "450 4.2.0 greylisted"));
    if (fault > 0.27) return refused(said(421, "MAIL FROM", "421 4.3.2 come back later"));
    if (fault > 0.22) return refused(said(552, "DATA", "552 5.2.2 mailbox full"));
    if (fault > 0.19) return refused(said(554, "DATA", "554 5.6.0 not wanted"));
    if (fault > 0.14) return refused(said(null, "DATA", "the line broke"));
    if (fault > 0.11) return refused(said(null, "RCPT TO", "nothing was said"), HAND_OVER_MS);
    if (fault > 0.06) return silent(said(null, "DATA", "the line broke after the last byte", true), quick);
    return silent(said(null, "DATA", "nothing was said after the last byte", true), HAND_OVER_MS);
  }

  /** Knows a message by its key: a second time it says "sent" and does nothing. */
  function webhook(key: string, { fault, quick }: { fault: number; quick: number }): Answer {
    const takes = () => {
      const isFirst = !taken.has(key);
      taken.add(key);
      return isFirst;
    };
    if (fault > 0.35)
      return { handOver: { result: "sent", reply: "200" }, isTaken: takes(), isKnownRefused: false, after: quick };
    if (fault > 0.3 && !taken.has(key))
      return { handOver: { result: "failed", reply: "400" }, isTaken: false, isKnownRefused: true, after: quick };
    if (fault > 0.2) {
      const reply = pick(random, ["429 slower", "503 not now"]);
      return {
        handOver: { result: "later", reply, resting: true },
        isTaken: false,
        isKnownRefused: true,
        after: quick,
      };
    }
    const isTaken = chance(random, 0.6) && takes();
    return {
      handOver: { result: "unknown", reply: "nothing was said" },
      isTaken,
      isKnownRefused: false,
      after: WEBHOOK_MS,
    };
  }
}
