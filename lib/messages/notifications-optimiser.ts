import { words } from "./message";
import { screenMessages } from "./screens";

/** Why a person is to be reminded at a moment, and why not at another. */
export const notificationOptimiserMessages = {
  "optimiser.stake.card-expiry":
    "{value} on {cards|one card|several cards} can be used up to {on}, when the {cards|card|first of them} expires.",
  "optimiser.stake.funds-expiry": "{value} on {cards|one card|several cards}: the money itself ends after {on}.",
  "optimiser.stake.fees": "{value} on {cards|one card|several cards}: fees begin after {on}.",
  "optimiser.stake.escheat":
    "{value} on {cards|one card|several cards} stays the holder’s up to {on}; then a state may claim it.",
  "optimiser.stake.unused-balance": "{value} on {cards|one card|several cards} lies unused, and no end of it is near.",
  "optimiser.clock.state": "The hour is by the clock of {state}: of the person’s own only the address is known.",
  "optimiser.clock.states":
    "{state} has two clocks, and of the person’s own only the address is known: the hour is lawful by both.",
  "optimiser.clock.issuer": "The hour is by the issuer’s clock: nobody knows the person’s own, nor a state.",
  "optimiser.clock.stricter":
    "{state} allows such messages from {from}:00 to {to}:00 only; where that is less than the issuer’s own hours it holds.",
  "optimiser.clock.moved":
    "By the issuer’s own hours and one clock it would leave at {before}:00; it leaves at {hour}:00.",
  "optimiser.together": "{people} people share the mailbox and get one message.",

  "optimiser.chosen.best":
    "{on} by {channel} gains most of all days: {gain} expected, with {open} of such cards still in use.",
  "optimiser.chosen.best-lawful":
    "{on} by {channel} gains most of the days that the rules allow: {gain} expected, with {open} of such cards still in use.",
  "optimiser.chosen.best-free":
    "{on} by {channel} gains most of the days with a place left: {gain} expected, with {open} of such cards still in use.",
  "optimiser.parts":
    "It is expected to bring back {rescued}, worth {worth} to the issuer, for a message that costs {cost}.",

  "optimiser.parts.free":
    "It is expected to bring back {rescued}, worth {worth} to the issuer; the message is counted as costing nothing.",

  "optimiser.other": "{on} by {channel}: {why}",
  "optimiser.against.too-close": "too close to the loss for the effect of a reminder to unfold.",
  "optimiser.against.frequency-cap": "so soon after earlier messages the frequency cap forbids it.",
  "optimiser.against.letter": "a letter that the law demands goes out around that day.",
  "optimiser.against.quiet-hours": "no hour of that day is lawful where the person lives.",
  "optimiser.against.too-late": "too late: there is nothing left to rescue.",
  "optimiser.against.full":
    "it would gain {more} more, but every place of that day goes to people for whom it gains more.",
  "optimiser.against.full.left":
    "it would gain {gain}, but every place of that day goes to people for whom it gains more.",
  "optimiser.against.money": "it would gain {more} more, but the money goes to messages that bring more for it.",
  "optimiser.against.money.left": "it would gain {gain}, but the money goes to messages that bring more for it.",
  "optimiser.against.brings-less":
    "it gains {less} less. It brings {worth} less: fewer can still be reached, or less time is left.",
  "optimiser.against.costs-more":
    "it gains {less} less. It costs {cost} more: more messages would go to people who come anyway.",
  "optimiser.against.dearer": "it gains {less} less. The message itself costs more: {cost}.",
  "optimiser.against.no-gain": "it would cost more than it brings.",

  "optimiser.leftOut.no-address": "Left out: nobody knows an address.",
  "optimiser.leftOut.no-consent": "Left out: there is no consent to be written to.",
  "optimiser.leftOut.opted-out": "Left out: the person wants no such messages.",
  "optimiser.leftOut.bounced": "Left out: the address takes no mail.",
  "optimiser.leftOut.complained": "Left out: the person complained about a message.",
  "optimiser.leftOut.frequency-cap": "Left out: the frequency cap allows no further message within the days looked at.",
  "optimiser.leftOut.capacity": "Left out: every place goes to people for whom a message gains more.",
  "optimiser.leftOut.budget": "Left out: the money goes to messages that bring more for it.",
  "optimiser.leftOut.no-gain": "Left out: on no day would a message bring more than it costs.",
  "optimiser.leftOut.no-legal-moment": "Left out: the rules allow no day.",
  "optimiser.leftOut.planned-elsewhere": "Left out: another batch writes to the person.",
  "optimiser.leftOut.nothing-left": "Left out: nothing can be rescued any more.",
  "optimiser.leftOut.other-address": "Left out: there is another address now; the next proposal goes there.",
  "optimiser.leftOut.no-template": "Left out: there are no words for this reason and channel.",
  "optimiser.leftOut.by-hand": "Left out by hand.",

  "optimiser.channel.email": "e-mail",
  "optimiser.channel.sms": "text message",
  "optimiser.channel.push": "push message",
  "optimiser.lessThan": "less than {amount}",
} as const;

export const t = words(screenMessages, notificationOptimiserMessages);
