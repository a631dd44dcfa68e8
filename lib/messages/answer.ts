import { words } from "./message";

/** What is said where no answer came to what somebody did. Small: every form speaks it. */
export const answerMessages = {
  "answer.none":
    "No answer came from the server, so it is not known whether this was done. What you entered is still here: see whether it was done, then try again.",
  "answer.older":
    "The product was updated since this page was opened. Nothing was done. Copy what you entered, reload the page and do it there.",
} as const;

export const t = words(answerMessages);
