import type { Locale } from "@/lib/format";
import type { Channel, MessageClass } from "../constants";
import type { MessageMember, MessageTemplate } from "../templates/message";

/** What the messages of a group have in common. */
export type ClaimedBatch = {
  readonly id: number;
  readonly channel: Channel;
  readonly messageClass: MessageClass;
  readonly language: Locale;
  readonly template: MessageTemplate;
  readonly legalName: string | null;
  readonly senderName: string;
  readonly senderAddress: string;
  readonly replyTo: string | null;
  readonly postalAddress: string | null;
};

/** A message that is ours to hand over, until its lease ends. */
export type ClaimedMessage = {
  readonly key: string;
  readonly mailbox: string;
  readonly address: string;
  /** Whose name it bears, and everybody it tells. */
  readonly customerId: number;
  readonly to: readonly number[];
  readonly member: MessageMember;
  /** Attempts with this one. */
  readonly attempts: number;
  readonly uselessAt: Date | null;
  /** An earlier attempt ended in silence, so that it may be there whatever is said of this one. */
  readonly mayBeThere: boolean;
};

export type Claim =
  | { readonly found: "messages"; readonly batch: ClaimedBatch; readonly messages: readonly ClaimedMessage[] }
  /** Nothing that may leave now. */
  | { readonly found: "nothing" }
  /** What was due may not leave at this moment, and has been put aside for later or for good; there may be more. */
  | { readonly found: "put-aside" }
  /** A batch that has to be held against its seal before anything of it leaves. */
  | { readonly found: "unopened"; readonly batchId: number };
