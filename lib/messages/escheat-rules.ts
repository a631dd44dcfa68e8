import { words } from "./message";
import { screenMessages } from "./screens";

/** The law as sentences: what a jurisdiction takes, from when, how much, and what it asks of the holder. */
export const escheatRuleMessages = {
  "escheat.property.closed-loop": "cards of one seller or group",
  "escheat.property.open-loop": "cards of a payment network",

  "escheat.counsel.to-confirm": "Needs counsel: this has not been confirmed.",
  "escheat.counsel.not-found": "Needs counsel: nobody has found it.",
  "escheat.counsel.exemption": "Needs counsel: not every exemption has been confirmed.",
  "escheat.counsel.stale": "It rests on an old secondary source and may no longer hold.",
  "escheat.counsel.alternative": "It may also be read so: {sentence}",

  "escheat.field.none": "This does not apply: nothing is taken.",
  "escheat.field.claim": "Claim",
  "escheat.field.exemptions": "Exemptions",
  "escheat.field.clock": "Start of the clock",
  "escheat.field.dormancyYears": "Dormancy",
  "escheat.field.share": "Share taken",
  "escheat.field.reportCutoff": "Cut-off",
  "escheat.field.reportDue": "Report due",
  "escheat.field.letters": "Letters",
  "escheat.field.aggregateBelow": "Reported as one line",
  "escheat.field.cashBack": "Cash back",

  "escheat.place.the": "The {name}",
  "escheat.claim.escheats": "{place} takes {cards} that are presumed abandoned, unless an exemption fits.",
  "escheat.claim.exempt": "{place} does not take {cards}, whatever they are like.",
  "escheat.claim.no-claim": "{place} does not claim as a State does, so the issuer’s state of incorporation decides.",
  "escheat.claim.unknown": "{place}: whether {cards} are taken is unsettled.",

  "escheat.exemptions.none": "There is no exemption.",
  "escheat.exemptions.unknown": "Whether there are exemptions is not known.",
  "escheat.exemptions.claimed": "{sentence} It counts only where the issuer claims it.",

  "escheat.activity.sale": "the sale",
  "escheat.activity.load": "a load",
  "escheat.activity.use": "a use",
  "escheat.activity.enquiry": "an enquiry about the balance",
  "escheat.activity.contact": "any other contact by the owner",
  "escheat.clock.moved": "{day} of the year of {what}",
  "escheat.clock.one": "The clock starts at {start}.",
  "escheat.clock.latest": "The clock starts at the latest of {starts}.",
  "escheat.clock.expiry": "The clock starts when the card expires; for a card that never expires it does not run.",
  "escheat.clock.expiryFirst": "The card’s expiry ends dormancy where it comes first.",
  "escheat.clock.expiryLast":
    "A card with an expiry is abandoned {years} {n|year|years} after it, where that is later.",
  "escheat.clock.expiryFirstYears":
    "Dormancy ends {years} {n|year|years} after the card’s expiry where that comes first.",
  "escheat.clock.expiryLeast":
    "The expiry counts as no earlier than {years} {n|year|years} after the last sale or load.",
  "escheat.clock.holder": "What the holder does, such as a reminder or a fee, never restarts it.",
  "escheat.clock.unknown": "What starts the clock is not known.",

  "escheat.dormancy.years": "The card is presumed abandoned {years} {n|year|years} later.",
  "escheat.dormancy.atOnce": "The card is presumed abandoned at once.",
  "escheat.dormancy.unknown": "After how many years the card is presumed abandoned is not known.",

  "escheat.share.face": "{percent} % of what was paid is taken, never more than what is left.",
  "escheat.share.remaining": "{percent} % of what is left is taken.",
  "escheat.share.none": "Nothing is taken.",
  "escheat.share.cash":
    "That is for a card good for merchandise only; of one that gives money back, {percent} % of what is left.",
  "escheat.share.byYear.face": "The year of the last transaction decides how much of what was paid is taken: {steps}.",
  "escheat.share.byYear.remaining":
    "The year of the last transaction decides how much of what is left is taken: {steps}.",
  "escheat.share.step": "{percent} % for {year}",
  "escheat.share.firstStep": "{percent} % up to {year}",
  "escheat.share.lastStep": "{percent} % from {year} on",
  "escheat.share.above":
    "Only what passes sales of {amount} a year is abandoned, so the amount of one card is an upper bound.",
  "escheat.share.unknown": "How much is taken is not known.",

  "escheat.cutoff.is": "A report covers what was presumed abandoned up to {day}.",
  "escheat.cutoff.unknown": "Up to which day a report counts is not known.",
  "escheat.due.is": "It is filed on {day} at the latest.",
  "escheat.due.within": "It is filed on {day} at the latest, and within {days} days of the cut-off.",
  "escheat.due.remit": "The money follows from {from} to {to} of the next year.",
  "escheat.due.every": "By its text a report is due only every {years} years.",
  "escheat.due.unknown": "When a report is due is not known.",

  "escheat.letters.between": "{who} is written to between {max} and {min} days before {what}.",
  "escheat.letters.atLeast": "{who} is written to at least {min} days before {what}.",
  "escheat.letters.atMost": "{who} is written to not more than {max} days before {what}.",
  "escheat.letters.anyTime": "{who} is written to; the law names no days.",
  "escheat.letters.everyone": "Every owner",
  "escheat.letters.owner": "An owner of {amount} or more",
  "escheat.letters.before.report-due": "the report is due",
  "escheat.letters.before.presumed": "the card is presumed abandoned",
  "escheat.letters.post": "The letter goes by post; where no address is known, none is due.",
  "escheat.letters.both":
    "The letter goes by post, and by e-mail too where the owner agreed to that; where no address is known, none is due.",
  "escheat.letters.instead":
    "The letter goes by post, or by e-mail where the owner chose that; where no address is known, none is due.",
  "escheat.letters.unknown": "Whether owners must be written to is not known.",

  "escheat.aggregate.below": "Owners of less than {amount} may be reported together as one line.",
  "escheat.aggregate.never": "Every owner is reported by name, however little it is.",
  "escheat.aggregate.unknown": "Whether small amounts may be reported together is not known.",

  "escheat.cashBack.below": "The owner may ask for cash when less than {amount} is left.",
  "escheat.cashBack.upTo": "The owner may ask for cash when {amount} or less is left.",
  "escheat.cashBack.never": "No right to cash was found.",
  "escheat.cashBack.unknown": "Whether the owner may ask for cash is not known.",

  "escheat.reading.assumed": "Assumed, to show a range.",

  "escheat.rulebook.shipped": "the version as shipped",
  "escheat.rulebook.version": "version {version}",
  "escheat.rulebook.overlap": "Two versions hold {days}: {first} and {second}.",
  "escheat.rulebook.gap": "No version holds {days}, between {first} and {second}.",
  "escheat.rulebook.noneBefore": "No version holds {days}, before {first}.",
  "escheat.rulebook.noneAfter": "No version holds {days}, after {last}.",
  "escheat.rulebook.repeated": "Two versions have the number {version}.",
  "escheat.rulebook.ownVersion": "An issuer’s own versions are numbered from 1; 0 is the version as shipped.",
  "escheat.rulebook.empty": "There is no version.",
  "escheat.days.all": "on every day",
  "escheat.days.to": "up to {to}",
  "escheat.days.from": "from {from} on",
  "escheat.days.on": "on {from}",
  "escheat.days.between": "from {from} to {to}",
  "escheat.needsCounsel": "needs counsel",
  "escheat.outcome.escheats": "Presumed abandoned",
  "escheat.outcome.not-yet": "Not yet",
  "escheat.outcome.exempt": "Exempt",
  "escheat.outcome.needs-counsel": "Needs counsel",
  "escheat.standing.taken": "Taken",
  "escheat.standing.depends": "Depends",
  "escheat.standing.exempt": "Exempt",
  "escheat.standing.no-claim": "Does not claim",
  "escheat.standing.unsettled": "Unsettled",
} as const;

export const t = words(screenMessages, escheatRuleMessages);
