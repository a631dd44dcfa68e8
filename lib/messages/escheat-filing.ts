import { words } from "./message";
import { screenMessages } from "./screens";

/** Reports to states and letters to owners: what is said when one is made, looked over, sent or refused. */
export const escheatFilingMessages = {
  "filing.needsPerson": "This has a person’s name under it: sign in to do it. A key, a run or the command line cannot.",
  "filing.state.draft": "draft",
  "filing.state.reviewed": "reviewed",
  "filing.state.filed": "filed",
  "filing.state.acknowledged": "acknowledged",
  "filing.state.withdrawn": "withdrawn",
  "filing.report.name": "report {id}, {place} {year}",
  "filing.letters.name": "letters {id}, {place} {year}",
  "filing.fact.incorporation": "where the issuer is incorporated",

  "filing.agency.state": "State of {name}",
  "filing.agency.commonwealth": "Commonwealth of {name}",
  "filing.agency.plain": "{name}",
  "filing.agency.administrator": "Unclaimed Property Administrator of the {jurisdiction}",

  "filing.fault.early":
    "Too early by {days} {n|day|days}: the report covers property to the cut-off on {cutoff}, and until that day has passed its owner may still use it. Many states forbid such a report without their written leave.",
  "filing.fault.late": "Late by {days} {n|day|days}: it was due on {due}. Many states charge interest and a penalty.",

  "filing.beside.needs-counsel": "Needs counsel: {fields}",
  "filing.beside.not-yet": "Presumed abandoned only later, before the cut-off",
  "filing.beside.nothing-taken": "Abandoned, but the state takes nothing of it",
  "filing.beside.other-currency": "In another currency: states are paid in US dollars",
  "filing.beside.in-another-report": "Stands in another report",

  "filing.draft.noAggregate": "The rule names no amount below which cards may be one line. Report each card by itself.",
  "filing.draft.noDates":
    "The cut-off or the due date of {place} is not known and needs counsel. Enter it as a version of the rule first.",
  "filing.draft.future": "The data reach to {day}: a report of a later day would be a guess.",
  "filing.draft.nothing":
    "Nothing has to be reported to {place} for {year}: no card is presumed abandoned by the cut-off that no report has yet.",
  "filing.draft.second": "Report {id} for this state and year is there already ({state}).",
  "filing.draft.notDraft": "Only a draft can be made anew. Withdraw the reviewed report first, with a reason.",
  "filing.draft.again": "Made anew",

  "filing.stored.unreadable": "A stored row can no longer be read as it was written.",
  "filing.stored.sums":
    "The stored rows do not add up to what the report says: {cards} {cards|card|cards} then, {found} now.",
  "filing.stored.hash": "The stored rows no longer have the fingerprint {hash} that they were kept with.",
  "filing.stored.refused":
    "This report was changed behind its back. {why} Nothing of it is given out and nothing was done: ask whoever looks after the database, and compare with the file that was kept.",

  "filing.review.own": "You prepared this report; somebody else has to look it over.",
  "filing.review.notDraft": "Only a draft is looked over; this report is {state}.",
  "filing.review.other": "This is another report than the one you have looked at. Reload the page and look again.",

  "filing.withdraw.again": "This report has been withdrawn already.",
  "filing.withdraw.filed":
    "What has gone to a state stays. A mistake in it is mended by a supplement to the state, not by taking it back here.",

  "filing.file.unreviewed": "Somebody else has to look the draft over before it can be filed.",
  "filing.file.state": "Only a reviewed report can be filed; this one is {state}.",
  "filing.file.noPayment": "Say how the money is paid: the report brings it along.",
  "filing.file.future": "This day has not come yet. The last that can be entered is {day}.",
  "filing.file.beforeData": "The report was made of data to {day}: it cannot have been filed before that.",
  "filing.file.remark.early": "Say why it is filed before the cut-off: the state’s written leave, for one.",
  "filing.file.remark.late": "Say why it is late: it stands in the file for whoever asks.",
  "filing.file.edition": "Choose the edition of NAUPA III that the state takes.",
  "filing.file.missing": "The holder’s {names} must be entered under Holder first, and the draft made anew.",
  "filing.file.relationship":
    "Owners with a name stand as sole owners (code SO). The formats list their codes without saying what they mean, so counsel has to confirm it.",
  "filing.file.noLayout":
    "No layout of NAUPA II has been entered. Type it in from the official document under Reports, NAUPA II layout.",

  "filing.remit.label": "Paid to {place} with report {id} for {year}",
  "filing.remit.busy": "An import is at work and cards may be changing. Nothing was done; try again when it has ended.",
  "filing.remit.moved":
    "{n} {count|card|cards} of the report ({cards}) no longer {count|holds|hold} what it says: somebody has used {count|it|them} since. What an owner has used is his. Nothing was booked; withdraw the report and make it anew.",
  "filing.remit.unfiled": "Money follows a report that is filed.",
  "filing.remit.again": "The money of this report has been booked already.",
  "filing.remit.before": "The report was filed on {day}; its money cannot have gone before.",
  "filing.acknowledge.again": "This report has been acknowledged already.",
  "filing.acknowledge.unfiled": "A state acknowledges what was filed.",

  "filing.change.holder": "The holder’s {fields} is no longer what stands in the report.",
  "filing.change.law": "Version {version} of the rule has other words than when the report was made.",
  "filing.change.limit": "The amount below which cards may be one line is another one now.",
  "filing.change.new": "Card {card} would be in a report made today, with {amount}.",
  "filing.change.gone": "Card {card} ({amount}) would no longer be in it: it was used, or the law no longer takes it.",
  "filing.change.amount": "Card {card}: {before} then, {after} now.",
  "filing.change.date": "Card {card}: presumed abandoned on {before} then, on {after} now.",
  "filing.change.version": "Card {card}: version {before} of the rule decided then, version {after} now.",
  "filing.change.owner": "Card {card}: its owner’s name or address has changed.",
  "filing.change.letters": "Card {card}: a letter was sent or came back since.",

  "filing.holder.legalName": "legal name",
  "filing.holder.incorporation": "state of incorporation",
  "filing.holder.incorporatedOn": "day of incorporation",
  "filing.holder.fein": "employer identification number (FEIN)",
  "filing.holder.naics": "NAICS code",
  "filing.holder.addressLine": "street",
  "filing.holder.city": "city",
  "filing.holder.state": "state",
  "filing.holder.zip": "ZIP code",
  "filing.holder.contactName": "contact’s name",
  "filing.holder.contactEmail": "contact’s e-mail address",
  "filing.holder.contactPhone": "contact’s telephone number",
  "filing.holder.propertyCode": "NAUPA III code of gift cards",

  "filing.letters.state.proposed": "proposed",
  "filing.letters.state.approved": "approved",
  "filing.letters.state.issued": "issued",
  "filing.letters.state.rejected": "rejected",
  "filing.letters.none":
    "No owner is to be written to for {place} {year}: none has an address, a card of the least value, or days left to send it.",
  "filing.letters.sender":
    "A letter must say who sends it and how to answer. Enter the holder’s {names} under Holder first.",
  "filing.letters.own": "You proposed these letters; somebody else has to let them out.",
  "filing.letters.other":
    "These are other letters than the ones you have looked at. Reload the page and read them again.",
  "filing.letters.decided": "Only proposed letters can be approved; these are {state}.",
  "filing.letters.issuedStay": "What owners have been sent stays.",
  "filing.letters.rejectedAgain": "These letters have been rejected already.",
  "filing.letters.unapproved": "Somebody else has to approve the letters before they can be issued; these are {state}.",
  "filing.letters.dated": "A legal notice is not dated back. The first day it can bear is {day}.",
  "filing.letters.window": "The state lets these letters be sent from {from} to {to}.",
  "filing.letters.changed":
    "These are no longer the letters that were approved, so none was printed: {changes} Reject them and propose the letters anew.",
  "filing.letters.more": "And {count} more.",
  "filing.letters.unissued": "Letters are mailed after they were issued.",
  "filing.letters.beforeIssue": "The letters bear the date {day}; they cannot have been mailed before.",
  "filing.letters.mailedAgain": "All letters of this batch are marked as mailed already.",
  "filing.letters.unmailed": "A letter comes back after it was mailed.",
  "filing.letters.beforeMail": "It was mailed on {day}; it cannot have come back before.",

  "filing.seal.unreadable": "A stored letter can no longer be read as it was written.",
  "filing.seal.count": "{letters} {letters|letter was|letters were} sealed, and {found} are stored.",
  "filing.seal.broken":
    "The letters, or the words the product prints, no longer have the seal {seal} that they were approved under.",
  "filing.seal.refused":
    "Nothing was printed. {why} Reject them and propose the letters anew; if nobody has updated the product, ask whoever looks after the database.",

  "filing.letterChange.value": "Letter {reference}: card {card} held {before} then and holds {after} now.",
  "filing.letterChange.gone": "Letter {reference}: card {card} no longer needs a letter.",
  "filing.letterChange.address": "Letter {reference}: its owner’s name or address has changed.",
  "filing.letterChange.other": "Letter {reference}: the sender or another part of it has changed.",

  "filing.layout.columns": "The first line must name the columns; missing: {missing}.",
  "filing.layout.line": "Line {number}: {why}",
  "filing.layout.empty": "There is no line below the head.",
  "filing.layout.more": "And {count} more.",
  "filing.layout.refused": "This layout cannot be used. Nothing was kept.",
} as const;

export const t = words(screenMessages, escheatFilingMessages);
