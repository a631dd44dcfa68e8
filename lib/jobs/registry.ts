import type { JobRegistry } from "./context";

/** What each hour begins with, and a worker's life: work that falls due by itself. */
export const hourly = async (now: Date, starting: boolean): Promise<void> => {
  const { startDueVerification } = await import("@/lib/rollups/nightly");
  await startDueVerification(now);
  const { startDueForecasts } = await import("@/lib/breakage/forecast/mutations/nightly");
  await startDueForecasts(now, { anyHour: starting });
  const { startDueEscheatForecasts } = await import("@/lib/escheat/mutations/nightly");
  await startDueEscheatForecasts(now, { anyHour: starting });
  const { startDueProposals } = await import("@/lib/notifications/mutations/nightly");
  await startDueProposals(now, { anyHour: starting });
  const { startDueMeasurements } = await import("@/lib/notifications/mutations/measure-nightly");
  await startDueMeasurements(now, { anyHour: starting });
  const { startDueForgetting } = await import("@/lib/notifications/mutations/forget-nightly");
  await startDueForgetting(now, { anyHour: starting });
};

/**
 * Kind of run → its handler, loaded when the first run of that kind comes. Only the worker imports this file. A handler
 * parses its own input (`schema.parse(context.input)`): what lies in the queue may be older than the code.
 */
export const registry: JobRegistry = {
  "import.load": async () => (await import("@/lib/ingest/jobs")).importJob,
  "import.repair": async () => (await import("@/lib/ingest/jobs")).repairJob,
  "forecast.make": async () => (await import("@/lib/breakage/forecast/jobs")).forecastJob,
  "escheat.issue-letters": async () => (await import("@/lib/escheat/mutations/letter-issue")).issueLettersJob,
  "escheat.forecast": async () => (await import("@/lib/escheat/jobs")).escheatForecastJob,
  "escheat.what-if": async () => (await import("@/lib/escheat/jobs")).whatIfJob,
  "notifications.measure": async () => (await import("@/lib/notifications/mutations/measure-job")).measureJob,
  "notifications.propose": async () => (await import("@/lib/notifications/jobs")).proposeJob,
  "notifications.release": async () => (await import("@/lib/notifications/mutations/release-job")).releaseJob,
  "notifications.forget": async () => (await import("@/lib/notifications/mutations/forget-job")).forgetJob,
  "notifications.tell-approvers": async () => (await import("@/lib/notifications/approval/jobs")).tellApproversJob,
  "rollups.verify": async () => (await import("@/lib/rollups/jobs")).verifyJob,
  "import.withdraw": async () => (await import("@/lib/ingest/jobs")).withdrawJob,
};
