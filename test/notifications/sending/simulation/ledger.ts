import type { Channel, MessageClass } from "@/lib/notifications/constants";

/** A message as the provider saw it. Moments are milliseconds of the epoch. */
export type HandedOver = {
  readonly at: number;
  readonly channel: Channel;
  readonly batchId: number;
  readonly mailbox: string;
  readonly key: string;
  readonly messageClass: MessageClass;
  /** Whom it tells of their cards. */
  readonly told: readonly number[];
  /** Whether it has it now, whatever it answered. A provider that knows keys takes one only once. */
  readonly isTaken: boolean;
  /** Whether it could be known that it was not taken: refused, or broken off before its end. */
  readonly isKnownRefused: boolean;
};

type Said<T> = T & { readonly at: number };

/** Everything that is true in the simulated world, kept beside the product and never read from its tables. */
export type Ledger = {
  readonly handedOver: HandedOver[];
  /** A person has looked: it did not arrive and may be sent again. */
  readonly notArrived: Said<{ batchId: number; mailbox: string }>[];
  /** Whether managers let a batch go or hold it back: approved and resumed, or paused, stopped and taken back. */
  readonly holds: Said<{ batchId: number; isHeld: boolean }>[];
  readonly nos: Said<{ channel: Channel; mailbox: string; covers: "commercial" | "all" | "nothing" }>[];
  readonly consents: Said<{ customerId: number; channel: Channel; yes: boolean }>[];
  readonly balances: Said<{ customerId: number; minor: number }>[];
  /** The provider has said that nobody is there, and the product has written it down. */
  readonly bounced: Said<{ channel: Channel; mailbox: string }>[];
};

export const emptyLedger = (): Ledger => ({
  handedOver: [],
  notArrived: [],
  holds: [],
  nos: [],
  consents: [],
  balances: [],
  bounced: [],
});

export type Rules = {
  readonly capWeek: number;
  readonly capSixtyDays: number;
  readonly rate: Readonly<Record<Channel, number>>;
};
