import { words } from "./message";
import { notificationMessages } from "./notifications";
import { screenMessages } from "./screens";

/** The run that proposes reminders: how it is begun and what comes of it. */
export const notificationProposingMessages = {
  "notify.propose": "Propose now",
  "notify.propose.busy": "A run is at work.",
  "notify.propose.label": "Proposals of reminders",
  "notify.propose.night": "Proposals of reminders of the night",
  "notify.propose.noSetting":
    "Nobody has said yet how reminders are sent: sender, hours and limits. Fill in the settings of reminders first. Nothing was changed.",
  "notify.propose.noScores":
    "No card has been scored, so that nobody can say when it would be used. Make a forecast first. Nothing was changed.",
  "notify.outcome.made":
    "{batches} {n|batch was|batches were} proposed: {messages} messages to {people} of {audience} people.",
  "notify.outcome.nothing": "Nobody is to be written to in the next two weeks.",
  "notify.outcome.no-scores":
    "Nothing was proposed: no card has been scored, so that nobody can say when it would be used. Make a forecast first.",
  "notify.outcome.no-data": "Nothing was proposed: there is no data yet.",
  "notify.outcome.no-templates": "Nothing was proposed: there is no text to send. Write a template first.",
  "notify.outcome.later": "The best moment of {later} more {n|person|people} comes later.",
  "notify.outcome.replaced": "{replaced} untouched earlier {n|proposal|proposals} gave way to these.",
  "notify.outcome.gap": "Limits are tight: the plan is at most {gap} short of the best one.",
  "notify.outcome.nowhere": "Left out of all batches: {rules}.",
  "notify.outcome.rule": "{rule} {people}",
  "notify.outcome.anonymous": "{cards} {n|card has|cards have} value and no known holder.",
} as const;

export const t = words(screenMessages, notificationMessages, notificationProposingMessages);
