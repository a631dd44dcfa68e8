import { words } from "./message";
import { screenMessages } from "./screens";

/** Holding all sending and letting it go on, from wherever reminders are looked at. */
export const notificationHoldMessages = {
  "hold.paused.title": "All sending is paused",
  "hold.paused": "By {by}, {when}: {why}",
  "hold.paused.what":
    "Nothing of any batch leaves, notices that the law demands among them, and no proposals are made by night.",
  "hold.pause": "Pause all sending",
  "hold.pause.title": "Pause all sending?",
  "hold.pause.what":
    "Nothing more of any batch leaves until a manager lets it go on, notices that the law demands among them. What is being handed over at this moment still arrives. Losses do not wait: a message whose last day passes meanwhile is of no use any more.",
  "hold.pause.done": "All sending is paused.",
  "hold.resume": "Let sending go on",
  "hold.resume.title": "Let sending go on?",
  "hold.resume.what": "Every batch goes on where it was. One that was paused by itself stays paused.",
  "hold.resume.done": "Sending goes on.",
  "hold.reason": "Why",
} as const;

export const t = words(screenMessages, notificationHoldMessages);
