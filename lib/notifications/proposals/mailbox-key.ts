import type { Channel } from "../constants";

/** A mailbox of a channel, as a key. */
export const mailboxKey = (channel: Channel, mailbox: string): string => `${channel} ${mailbox}`;
