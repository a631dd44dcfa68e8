import type { AnyCommand } from "./command";

export type Group = {
  summary: string;
  /** False for groups that only read files: then no server is looked for or started. */
  database?: boolean;
  load: () => Promise<{ commands: readonly AnyCommand[] }>;
};

/** Every command group, loaded only when it is called: one line each, in the order of the help. */
export const GROUPS: Readonly<Record<string, Group>> = {
  db: { summary: "the schema, the demo, and whether every rollup is right", load: () => import("./db") },
  import: { summary: "load files, list batches, take one back", load: () => import("./import") },
  breakage: { summary: "breakage by any dimension at any date", load: () => import("./breakage") },
  forecast: { summary: "what will never be redeemed, when, and how sure that is", load: () => import("./forecast") },
  triangle: { summary: "reserving on a triangle in a file", database: false, load: () => import("./triangle") },
  survival: { summary: "when cards are redeemed, from a file", database: false, load: () => import("./survival") },
  accounting: { summary: "roll-forward, journal, and revenue of an example", load: () => import("./accounting") },
  escheat: { summary: "what falls to which state and when, by which law", load: () => import("./escheat") },
  notify: {
    summary: "reminders: propose, approve, send, mailboxes, results, settings",
    load: () => import("./notify"),
  },
  insight: { summary: "rankings, history, and what is about to lapse", load: () => import("./insight") },
  job: { summary: "Background runs: what waits, what failed, try again, cancel", load: () => import("./job") },
  issuer: { summary: "Issuers: create", load: () => import("./issuer") },
  user: { summary: "People: invite, create, disable, a link for a new password", load: () => import("./user") },
  key: { summary: "API keys: create, list, revoke", load: () => import("./key") },
  bench: { summary: "ratios of speed, each against a yardstick of the same run", load: () => import("./bench") },
};
