import { words } from "./message";
import { screenMessages } from "./screens";

/** What all parts of reminders say: reasons, channels, states, who is left out. */
export const notificationMessages = {
  "notify.title": "Reminders",

  "notify.reason": "Reason",
  "notify.reason.card-expiry": "Card expires",
  "notify.reason.funds-expiry": "Money expires",
  "notify.reason.fees": "Fees begin",
  "notify.reason.escheat": "Money falls to a state",
  "notify.reason.unused-balance": "Balance lies unused",
  "notify.channel": "Channel",
  "notify.channel.email": "E-mail",
  "notify.channel.sms": "Text message",
  "notify.channel.push": "Push message",
  "notify.state.proposed": "Proposed",
  "notify.state.half-approved": "Needs a second approval",
  "notify.state.releasing": "Being released",
  "notify.state.approved": "Approved",
  "notify.state.sending": "Being sent",
  "notify.state.paused": "Paused",
  "notify.state.sent": "Sent",
  "notify.state.stopped": "Stopped",
  "notify.state.refused": "Refused",
  "notify.state.rejected": "Rejected",
  "notify.state.expired": "Expired",
  "notify.state.replaced": "Replaced",

  "notify.leftOut": "Who is left out",
  "notify.leftOut.note": "Each person by the one rule that stopped it",
  "notify.leftOut.rule": "Rule",
  "notify.leftOut.people": "People",
  "notify.leftOut.sum": "{people} to be written to and {left} left out are the audience of {audience}.",
  "notify.leftOut.none": "Nobody is left out",
  "notify.leftOut.none.text": "Everybody of the audience is to be written to.",
  "notify.leftOut.no-address": "No address known",
  "notify.leftOut.no-consent": "No consent",
  "notify.leftOut.opted-out": "Opted out",
  "notify.leftOut.bounced": "Address bounces",
  "notify.leftOut.complained": "Complained",
  "notify.leftOut.frequency-cap": "Frequency cap",
  "notify.leftOut.capacity": "No capacity left",
  "notify.leftOut.budget": "No budget left",
  "notify.leftOut.no-gain": "No gain expected",
  "notify.leftOut.no-legal-moment": "No lawful moment",
  "notify.leftOut.planned-elsewhere": "Planned in another batch",
  "notify.leftOut.nothing-left": "Nothing left to rescue",
  "notify.leftOut.other-address": "Has another address now",
  "notify.leftOut.no-template": "No text for this reason",
  "notify.leftOut.by-hand": "Left out by hand",
  "notify.column.state": "State",

  "notify.batch": "Batch of reminders",
  "notify.cost.unknown": "Not known",
  "notify.cost.unknown.part":
    "What a message costs was not known in {currency} for all of them, and nothing is taken off for it.",
  "notify.cost.unknown.why":
    "What a message costs is not known in {currency}, and left out of all that was worked out.",
  "notify.people.person": "Person",
  "notify.people.customer": "Customer",
  "notify.people.mailbox": "Mailbox",
  "notify.people.zone": "Time zone",
} as const;

export const t = words(screenMessages, notificationMessages);
