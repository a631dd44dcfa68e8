export const jobStates = ["queued", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** Ended without having done what it was for: it can be tried again. */
export const isEndedShort = (state: JobState): boolean => state === "failed" || state === "cancelled";

/** The one task of the queue; its payload is the id of the run and nothing else. */
export const RUN_TASK = "run";

/** The queue's one clock: what is due is asked for each hour. */
export const HOURLY_TASK = "hourly";

/** A worker says it lives this often; one silent for longer than SILENCE is taken for dead and its runs are given back. */
export const HEARTBEAT_MS = 5_000;
export const SILENCE_MS = 30_000;
/** How often a worker looks whether one of its runs is to be cancelled. */
export const CANCEL_POLL_MS = 500;
/** How long a run may take to end after it was told to stop, before the process goes anyway. */
export const STOP_GRACE_MS = 20_000;
/** A run may take this many workers down with it before it is held to be the cause. */
export const MAX_CRASHES = 3;

export type KindInfo = {
  /** Attempts before a run is failed for good; what the data forbids is never tried twice. */
  readonly attempts: number;
  readonly firstDelaySeconds: number;
  /** Runs of one issuer with the same word here go one after another. */
  readonly serial?: string;
  /** The steps as they are shown before they begin. */
  readonly steps: readonly string[];
};

const importSteps = ["reading", "checking", "loading", "summarising"];

/** What the queue must know of a kind before any of its code is loaded. Handlers: registry.ts. */
export const jobKinds = {
  "import.load": { attempts: 3, firstDelaySeconds: 10, serial: "facts", steps: importSteps },
  "import.withdraw": { attempts: 3, firstDelaySeconds: 10, serial: "facts", steps: ["withdrawing"] },
  "forecast.make": {
    attempts: 3,
    firstDelaySeconds: 30,
    serial: "facts",
    steps: ["gathering", "forecasting", "storing", "spreading", "scoring", "comparing"],
  },
  "escheat.issue-letters": { attempts: 3, firstDelaySeconds: 10, steps: ["verifying", "printing", "issuing"] },
  "escheat.forecast": {
    attempts: 3,
    firstDelaySeconds: 30,
    serial: "facts",
    steps: ["preparing", "determining", "storing"],
  },
  "escheat.what-if": { attempts: 2, firstDelaySeconds: 5, steps: ["preparing", "determining"] },
  "import.repair": { attempts: 3, firstDelaySeconds: 10, serial: "facts", steps: importSteps },
  "notifications.propose": {
    attempts: 3,
    firstDelaySeconds: 30,
    serial: "facts",
    steps: ["finding", "planning", "writing"],
  },
  "notifications.release": { attempts: 3, firstDelaySeconds: 10, steps: ["sealing", "placing"] },
  "notifications.forget": { attempts: 3, firstDelaySeconds: 30, steps: ["forgetting"] },
  "notifications.tell-approvers": { attempts: 1, firstDelaySeconds: 10, steps: ["telling"] },
  "notifications.measure": { attempts: 3, firstDelaySeconds: 30, serial: "facts", steps: ["measuring"] },
  "rollups.verify": { attempts: 3, firstDelaySeconds: 60, steps: ["comparing-sums"] },
} as const satisfies Record<string, KindInfo>;
export type JobKind = keyof typeof jobKinds;

const anyKind: KindInfo = { attempts: 3, firstDelaySeconds: 10, steps: [] };

export function kindInfo(kind: string): KindInfo {
  return Object.hasOwn(jobKinds, kind) ? jobKinds[kind as JobKind] : anyKind;
}
