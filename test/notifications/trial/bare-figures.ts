import type { Figures } from "@/lib/notifications/trial/figures";

/** Of a trial of two months in which nobody was and nothing happened. */
export const bareFigures: Figures = {
  version: 1,
  from: "2026-01-01",
  until: "2026-03-01",
  scoredOn: null,
  messages: 0,
  controlWrittenTo: 0,
  remindWrittenTo: 0,
  laterBatches: [],
  messageCost: 0,
  margin: { value: 0.3, origin: "prior" },
  outcomes: {},
  strata: [],
};
