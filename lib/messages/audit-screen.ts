import { words } from "./message";
import { screenMessages } from "./screens";

/** The screen of the audit trail; its lines speak `audit.ts`. */
export const auditScreenMessages = {
  "audit.title": "Audit trail",
  "audit.lead":
    "Who did what, when and from where. Lines are added and never changed or removed, not even by an admin.",
  "audit.caption": "Audit trail of {issuer}, youngest first",
  "audit.when": "When",
  "audit.who": "Who",
  "audit.what": "What",
  "audit.subject": "About",
  "audit.detail": "Detail",
  "audit.address": "From",
  "audit.filter": "Filter",
  "audit.anyone": "Anyone",
  "audit.anything": "Anything",
  "audit.from": "From day",
  "audit.to": "To day",
  "audit.apply": "Show",
  "audit.clear": "Clear",
  "audit.number": "Number",
  "audit.older": "Older lines",
  "audit.newest": "Back to the newest",
  "audit.count": "{shown} {count|line|lines}, times in {zone}",
  "audit.empty": "No lines match",
  "audit.emptyWhat": "Choose another person, kind or period, or clear the filter.",
} as const;

export const t = words(screenMessages, auditScreenMessages);
