import { words } from "./message";
import { screenMessages } from "./screens";
import { shellMessages } from "./shell";

/** The command palette and the list of keys: both come when they are called. */
export const paletteMessages = {
  "palette.placeholder": "Find a card, a customer, a card type, or a page",
  "palette.found": "Found",
  "palette.go": "Go to",
  "palette.do": "Do",
  "palette.copyLink": "Copy the link to this view",
  "palette.print": "Print this page",
  "palette.asOf": "Set the as-of date",
  "palette.asOfHint": "Or type it here, as 2026-10-31",
  "palette.asOfDate": "As of {date}",
  "palette.import": "Import files",
  "palette.saveWords": "save view, save this view, bookmark",
  "palette.export": "Export {what} as {format}",
  "palette.searching": "Searching",
  "palette.nothing": "Nothing found. Try a card number, a name, or a page.",
  "palette.kind.card": "Card",
  "palette.kind.customer": "Customer",
  "palette.kind.card-type": "Card type",
  "keys.title": "Keyboard shortcuts",
  "keys.general": "Everywhere",
  "keys.go": "Go to",
  "keys.palette": "Find anything",
  "keys.search": "Search this page",
  "keys.next": "Next row",
  "keys.previous": "Previous row",
  "keys.open": "Open the row",
  "keys.compare": "Change the comparison",
  "keys.monthBack": "As-of date a month back",
  "keys.monthOn": "As-of date a month on",
  "keys.chart": "Read a chart point by point",
  "keys.sheet": "This list",
  "keys.close": "Close",
  "keys.page": "On this page",
} as const;

export const t = words(screenMessages, shellMessages, paletteMessages);
