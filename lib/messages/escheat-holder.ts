import { words } from "./message";
import { screenMessages } from "./screens";

/** The holder: the issuer as states know it. */
export const escheatHolderMessages = {
  "holder.meanwhile":
    "Somebody else has changed the holder since this page was opened. Nothing of yours was saved: reload to see it, then change it again.",
  "holder.title": "Holder",
  "holder.lead": "The legal entity that holds what belongs to others, as the states want it described.",
  "holder.updated": "Last changed by {by}, {at}.",
  "holder.never": "Nothing has been entered yet.",
  "holder.readOnly": "Only an admin can change it.",
  "holder.saved": "Saved.",
  "holder.gaps": "What is still missing",
  "holder.complete": "Nothing: the law can be found, letters can be printed, and reports can be written.",
  "holder.gap.law": "No law can be found for cards whose owner is unknown.",
  "holder.gap.letters": "No letter can be printed.",
  "holder.gap.reports": "No report in the states’ own format can be written; CSV and XLSX can.",
  "holder.gapFields": "Missing: {fields}.",
  "holder.entity": "Legal entity",
  "holder.address": "Address",
  "holder.addressNote": "Stands on every letter and in every report",
  "holder.contact": "Contact",
  "holder.contactNote": "Whom owners and states reach",
  "holder.choices": "What counsel has settled",
  "holder.choicesNote": "Each of these moves money from one state to another, or out of reach of all",
  "holder.file": "Files for states",
  "holder.states": "United States",
  "holder.countries": "Other countries",
  "holder.notEntered": "not entered",
  "holder.legalName": "Legal name",
  "holder.legalName.why": "Of the entity that issues the cards, not of a brand.",
  "holder.incorporation": "Incorporated in",
  "holder.incorporation.why":
    "Where no address of an owner is known, and most gift cards have none, the law of this state decides. Changing it moves those cards to another state’s law at once.",
  "holder.incorporatedOn": "Incorporated on",
  "holder.incorporatedOn.why": "NAUPA III wants it beside the state.",
  "holder.fein": "Employer identification number (FEIN)",
  "holder.fein.why": "Nine digits. States know a holder by it.",
  "holder.naics": "NAICS code",
  "holder.naics.why": "Six digits, the line of business; NAUPA III has no report without it.",
  "holder.addressLine": "Street and number",
  "holder.addressLine.why": "Where an owner’s answer reaches you by post.",
  "holder.city": "City",
  "holder.city.why": "As the Postal Service writes it.",
  "holder.state": "State",
  "holder.state.why": "Two letters. Where you are, not where you are incorporated.",
  "holder.zip": "ZIP code",
  "holder.zip.why": "Five digits, or nine with a hyphen.",
  "holder.contactName": "Name",
  "holder.contactName.why": "Whom a state asks about a report.",
  "holder.contactEmail": "E-mail",
  "holder.contactEmail.why": "Printed on letters: an owner’s answer to it is owner activity.",
  "holder.contactPhone": "Telephone",
  "holder.contactPhone.why": "Ten digits. Printed on letters.",
  "holder.smallIssuer": "Small issuer?",
  "holder.smallIssuer.why":
    "Colorado, Louisiana, Maine, Montana and New Jersey spare issuers below $200,000 or $250,000 of gift cards a year. Nobody is taken to be small who does not say so.",
  "holder.takesSecondPriority": "The state of incorporation takes what the owner’s state exempts",
  "holder.takesSecondPriority.why":
    "Older acts say so; the Revised Uniform Act (§ 7020(b) in the District of Columbia) says no. Ticked, exempt cards fall to the state of incorporation.",
  "holder.texasDeemsAddress": "Where no address is kept, the one in Austin stands for it",
  "holder.texasDeemsAddress.why":
    "Tex. Prop. Code § 72.1016(c) supplies the comptroller’s address. Ticked, cards of unknown owners fall to Texas before the state of incorporation.",
  "holder.propertyCode": "NAUPA III code of gift cards",
  "holder.propertyCode.why":
    "Two letters and three digits. It is not published where we could see it, and MS12 of NAUPA II does not become MS012: ask the state, so there is no default.",
} as const;

export const t = words(screenMessages, escheatHolderMessages);
