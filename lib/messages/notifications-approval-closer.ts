import { words } from "./message";
import { notificationMessages } from "./notifications";
import { notificationApprovalMessages } from "./notifications-approval";
import { screenMessages } from "./screens";

/** A proposal looked at closer: its people and messages, its release, and why it is refused. */
export const notificationApprovalCloserMessages = {
  "approvals.revocable": "Can still be taken back",
  "approvals.release": "Being released: {percent} %",
  "approvals.release.run": "Release of batch {id}",
  "approvals.release.failed":
    "Its messages could not be put in place, and none of them leaves. Undo it, or look at the run.",
  "approvals.release.see": "Open the run",
  "approvals.making": "Proposals are being made",
  "approvals.making.what": "They appear here by themselves when the run has ended.",
  "approvals.making.see": "Open the run",
  "approvals.reject.title": "Reject batch {id}",
  "approvals.reject.what": "Nobody gets this reminder. The reason is kept and shown to whoever proposed it.",
  "approvals.reject.reason": "Reason",
  "approvals.late.spread":
    "Approved now, up to {messages} {n|message comes|messages come} too late for {n|its|their} moment and {n|is|are} spread over days with room, {capacity} a day, until {last}.",
  "approvals.late.beyond":
    "Up to {beyond} {b|message goes|messages go} beyond the capacity of {capacity} a day, as soon as it is lawful: {b|its|their} moment has passed, and no day has room before what {b|it is|they are} about is lost.",
  "approvals.samples": "Ten people",
  "approvals.samples.note": "Those for whom it gains most",
  "approvals.samples.why": "Why",
  "approvals.samples.person": "Person",
  "approvals.samples.value": "Value",
  "approvals.samples.loss": "Lost after",
  "approvals.samples.leaves": "Leaves",
  "approvals.samples.never": "no end known",
  "approvals.messages": "What they read",
  "approvals.messages.note": "Version {version} of the text, as it would leave",
  "approvals.messages.to": "To {mailbox}",
  "approvals.messages.unreadable":
    "Some of these messages cannot be made of this text. Open the batch before you decide.",
  "approvals.messages.withdrawn": "This text was withdrawn: the proposal cannot be approved.",
  "approvals.detail.wait": "Reading people and messages",
  "approvals.detail.failed": "People and messages could not be read.",
  "approvals.taken": "Approved by {names}.",
} as const;

export const t = words(
  screenMessages,
  notificationMessages,
  notificationApprovalMessages,
  notificationApprovalCloserMessages,
);
