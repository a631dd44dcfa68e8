import type { Channel, MessageClass } from "../constants";

/** A message as it is handed over. Whoever makes it twice makes it with the same key. */
export type OutgoingMessage = {
  readonly key: string;
  readonly channel: Channel;
  readonly messageClass: MessageClass;
  readonly to: string;
  readonly senderName: string;
  readonly senderAddress: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly plain: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
};

/**
 * What a provider did with a message.
 * `later`: it has not taken it and may take it another time; `resting` says that the fault is not this message's.
 * `bounced`: nobody is there. `failed`: it will never take this. `unknown`: it was handed over and nobody said a word.
 */
export type HandOver = {
  readonly result: "sent" | "later" | "bounced" | "failed" | "unknown";
  /** The provider's own words. */
  readonly reply: string;
  readonly resting?: boolean;
};

/** A way out of the house. A further one is a file that makes one of these and a line in jobs/providers.ts. */
export type Provider = {
  readonly name: string;
  readonly channels: readonly Channel[];
  /** Whether it knows a message by its key, so that one whose end nobody knows may be handed over again. */
  readonly repeatable: boolean;
  /** Never throws, and has ended within `HAND_OVER_MS`. */
  send(message: OutgoingMessage): Promise<HandOver>;
  close(): Promise<void>;
};

/** Shorter than a lease, so that nobody takes a message for lost that is still on its way. */
export const HAND_OVER_MS = 22_000;
export const LEASE_MS = 30_000;

/** Words from outside, cut to what a table and a screen can bear. */
export const shortReply = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 500);
