import { words } from "./message";
import { screenMessages } from "./screens";

/** The page before signing in. */
export const landingMessages = {
  "landing.title": "Know what your gift cards still owe, on any date",
  "landing.lead":
    "Breakwater shows issuers the value they sold that nobody has used: how much of it has lapsed, how much is still owed, and to whom. Every number opens to the cards behind it.",
  "landing.open": "Sign in to your workspace",
  "landing.breakage.title": "Breakage, told apart",
  "landing.breakage.text":
    "Unredeemed value on expired cards is split into what has lapsed by rule and what is still owed because its funds have not expired. Cards never redeemed count in full.",
  "landing.asOf.title": "Any date, as it was known",
  "landing.asOf.text":
    "Pick the day the figures refer to, and, if you must, the day they were known. Late bookings move today’s view of the past, never the record of what you saw.",
  "landing.proof.title": "From a total to its cards",
  "landing.proof.text":
    "Click a figure and see its cards; click a card and see its life, with the balance after each event and its three dates. The sum at the foot equals the figure you came from.",
  "landing.import.title": "Files as they come",
  "landing.import.text":
    "Drop in exports from any system, map the columns, and read every bad row with its reason before anything is written. Loading the same file twice changes nothing.",
} as const;

export const t = words(screenMessages, landingMessages);
