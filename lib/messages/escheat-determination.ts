import { words } from "./message";
import { screenMessages } from "./screens";

/** Why a card falls under a law, when, and for how much: the sentences of a determination. */
export const escheatDeterminationMessages = {
  "determination.ownerState":
    "The owner’s last known address is in {place}, so the law of {place} is asked first (Texas v. New Jersey, 379 U.S. 674).",
  "determination.ownerAbroad":
    "The owner’s last known address is in {place}, outside the United States, so no state’s law goes with it.",
  "determination.otherByZip": "The ZIP code of that address lies in {place}; the state on record decides.",
  "determination.ownerZip":
    "The owner’s ZIP code {zip} lies in {place}, and a ZIP code is address enough (RUUPA § 7017), so the law of {place} is asked first.",
  "determination.military": "The owner’s address is one of the armed forces’ post, which lies in no state.",
  "determination.unassignedZip": "No place has the ZIP code {zip}, so it tells no address.",
  "determination.noAddress": "The books hold no address of the owner.",
  "determination.soldIn": "That the card was bought in {place} is no address of its owner.",
  "determination.deemed":
    "The issuer follows Tex. Prop. Code § 72.1016(c): where no address is kept, the comptroller’s in Austin stands for it.",
  "determination.noClaim": "{place} takes no such property, so the next in rank is asked.",
  "determination.leftToSecond":
    "{place} exempts the card, and the issuer’s counsel has decided that the state of incorporation may take what another state exempts.",
  "determination.second": "The law of {place} decides, where the issuer is incorporated (second priority).",
  "determination.notTakenBySecond":
    "What {place} exempts, {other}, where the issuer is incorporated, does not take (RUUPA § 7020(b)).",
  "determination.nobodyClaims":
    "{place}, where the issuer is incorporated, takes no such property either: nobody does.",
  "determination.noIncorporation":
    "The state of incorporation would decide, and it is not known: enter it with the issuer (incorporation).",
  "determination.noProperty":
    "Whether the card belongs to a payment network (open loop) is not known, and {place} has a rule for either.",
  "determination.law": "The rule of {place} for {property} cards is applied, version {version}{days}.",
  "determination.lawFromTo": ", which decides cards presumed abandoned from {from} to {to}",
  "determination.lawFrom": ", which decides cards presumed abandoned from {from} on",
  "determination.lawTo": ", which decides cards presumed abandoned up to {to}",
  "determination.closed-loop": "closed-loop",
  "determination.open-loop": "open-loop",
  "determination.exempt": "Exempt: {sentence}",
  "determination.nothingLeft": "Nothing is left on the card, so there is nothing to take.",
  "determination.given":
    "Nobody paid for the card, so nothing is owed to its owner (RUUPA § 7002 speaks of promises made for consideration); the law of {place} has no sentence of its own on promotional cards.",
  "determination.perhapsGiven": "Whether the card was given rather than sold is not known; it counts as sold.",
  "determination.neverExpires": "By the law of {place} the clock starts when the card expires, and it never does.",
  "determination.noExemption": "No exemption of {place} fits the card.",
  "determination.exemptionUnclaimed": "Not claimed, so not applied: {sentence}",
  "determination.event.sale": "the sale",
  "determination.event.load": "the last load",
  "determination.event.use": "the last use",
  "determination.event.enquiry": "the last enquiry about the balance",
  "determination.event.contact": "the last contact by the owner",
  "determination.event.expiry": "the expiry of the card",
  "determination.expiryUnknown": "Whether the card expires is not known, and the date turns on it.",
  "determination.expiryUndated":
    "The card expires, but its date is not known, and the date of abandonment turns on it.",
  "determination.dormancy": "{years} {n|year|years} from then, dormancy ends on {on}.",
  "determination.noDormancy": "No years are added: dormancy ends on {on}.",
  "determination.expiryFirst": "The expiry of the card ends dormancy first, on {on}.",
  "determination.expiryLast": "The expiry of the card keeps dormancy from ending before {on}.",
  "determination.leapDay": "There is no 29 February in that year, so it is counted to 28 February.",
  "determination.presumed": "The card is presumed abandoned on {on}.",
  "determination.byTransition":
    "Dormancy had ended before version {version} came into force, so the card is presumed abandoned on its first day, {on}.",
  "determination.report":
    "It belongs into the report of {year}, whose cut-off is {cutoff}; the last safe day of filing is {due}.",
  "determination.remit": "The money follows between {from} and {to}.",
  "determination.letterWindow": "The owner may be written to between {from} and {to}.",
  "determination.letter.owed": "A letter is required.",
  "determination.letter.owed-amount-open": "The amount is not settled: count a letter as required.",
  "determination.letter.no-address": "No address to write to: a letter is not required.",
  "determination.letter.below-minimum": "Below {minimum} a letter is not required.",
  "determination.letter.nothing-taken": "Nothing is taken, so no letter is required.",
  "determination.amountFace":
    "{place} takes {percent} % of the {face} paid onto the card, and no more than the {balance} left on it: {amount}.",
  "determination.amountRemaining": "{place} takes {percent} % of the {balance} left on the card: {amount}.",
  "determination.otherCurrency":
    "The law names its limits in US dollars; amounts in {currency} were not compared with them.",
  "determination.clockStart": "Here it starts on {on}: {event}.",
  "determination.clockMoved": "Here it starts on {on}, to which the law moves {event} of {happenedOn}.",
  "determination.event.activity": "the last activity of the owner, of a kind not recorded that is taken to count",
  "determination.notCounted": "What the owner did on {on} does not restart it.",
  "determination.noDay": "The law names no day yet; to be settled first: {fields}.",
  "determination.asGiven": "The day is the one given with the card.",
  "determination.sourceAgrees": "The source gives the same day.",
  "determination.sourceSays": "The source gives {on}.",
  "determination.unreadable": "The escheatment rules cannot be read, so they give no day: {why}",
  "determination.notKnownThen": "The law’s day is worked out from what is known of the card, and nothing was.",
  "determination.notYet": "That is after {asOf}: nothing is due yet.",
  "determination.exemptionOpen": "Perhaps exempt, for it turns on {facts}: {sentence}",
  "determination.amountUnmeasured": "The amount turns on {fact}.",
  "determination.letter.owed-law-unseen": "Count a letter as required.",
  "determination.everyYears": "Which years have a report is not known, so the next possible one is given.",
  "determination.upperBound": "The amount is the most it can be.",
  "determination.fieldDoubt": "{field}: {doubt}",
  "determination.factsUnknown": "Not known, and the result may turn on it: {facts}.",
  "determination.fact.hasExpiry": "whether the card expires",
  "determination.fact.expiresOn": "when the card expires",
  "determination.fact.hasFees": "whether the card bears fees",
  "determination.fact.cashRedeemable": "whether the card gives money back",
  "determination.fact.merchandiseOnly": "whether the card is good for goods and services only",
  "determination.fact.promotional": "whether the card was given rather than sold",
  "determination.fact.paper": "whether the card is of paper",
  "determination.fact.smallIssuer": "whether the issuer is a small one",
  "determination.fact.soldToCharity": "whether the card was sold to a charity",
  "determination.fact.eventAdmission": "whether the card is for admission to events",
  "determination.fact.prepaidCalling": "whether the card pays for telephone calls",
  "determination.fact.issuerType": "what kind of business issues the card",
  "determination.fact.openLoop": "whether the card belongs to a payment network",
  "determination.fact.face": "how much was paid onto the card, against the limit of the law",
  "determination.fact.balance": "how much is left on the card, against the limit of the law",
  "determination.fact.currency": "what an amount in another currency is against the dollars of the law",
} as const;

export const t = words(screenMessages, escheatDeterminationMessages);
