import { expect, it } from "vitest";
import { judge } from "@/lib/health/readiness";

const well = {
  migrationsApplied: 3,
  migrationsKnown: 3,
  workerSilentSeconds: 4,
  lastBatchAt: new Date("2026-11-01T05:00:00Z"),
  lastEventOn: "2026-10-31",
};

it("is ready with database, schema and worker, and says how fresh the data are", () => {
  expect(judge(well)).toEqual({
    status: "ready",
    reasons: [],
    data: { loaded: true, lastBatchAt: "2026-11-01T05:00:00.000Z", lastEventOn: "2026-10-31" },
  });
});

it("is ready without data: a new installation must come up first", () => {
  expect(judge({ ...well, lastBatchAt: null, lastEventOn: null })).toMatchObject({
    status: "ready",
    data: { loaded: false },
  });
});

it("names each thing that is missing", () => {
  expect(judge(null).reasons).toEqual(["The database does not answer."]);
  expect(judge({ ...well, migrationsApplied: 1, workerSilentSeconds: null }).reasons).toEqual([
    "The database lacks 2 migrations.",
    "No worker is running.",
  ]);
  expect(judge({ ...well, workerSilentSeconds: 61 })).toMatchObject({ status: "not ready" });
  expect(judge({ ...well, migrationsApplied: 1, workerSilentSeconds: null }, false).reasons).toEqual([
    "The database lacks 2 migrations.",
  ]);
  expect(judge({ ...well, workerSilentSeconds: 61 }, false).status).toBe("ready");
  expect(judge({ ...well, workerSilentSeconds: 60 })).toMatchObject({ status: "ready" });
});
