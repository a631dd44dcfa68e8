import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnection } from "@/db/client";
import { appUrl } from "@/db/role";
import { storeFile } from "@/lib/ingest/mutations/file";
import { startImport } from "@/lib/ingest/mutations/start";
import { getJob } from "@/lib/jobs/queries";
import { registry } from "@/lib/jobs/registry";
import { startWorker } from "@/lib/jobs/worker/start";
import { outageOf } from "@/lib/outage";
import { createIssuer } from "../support/issuer";
import { until } from "../support/until";
import { load, makeIssuer, plainMapping } from "./support/issuer";
import { expectSmallLoad, smallLoad } from "./support/small-load";
import { tracesOfLoad } from "./support/traces";

const SENTENCE = "The database's disk is full. Nothing was changed; try again once there is room.";
/** Enough to begin a load, far too little to end it: each of its tables and indexes takes at least two pages of 8 kB. */
const ROOM = 256 * 1024;

const admin = postgres(process.env.TEST_SERVER_URL ?? "", { max: 1, onnotice: () => {} });
const database = new URL(process.env.DATABASE_URL ?? "").pathname.slice(1);

/** A disk of 96 MB that the server may write to, or null: only root can make one, and only where the server is. */
async function makeDisk(): Promise<string | null> {
  if (process.getuid?.() !== 0) return null;
  const [server] = await admin<{ home: string }[]>`select current_setting('data_directory') as home`;
  const owner = statSync(server?.home ?? "", { throwIfNoEntry: false });
  if (!owner) return null;
  const place = mkdtempSync(path.join(tmpdir(), "breakwater-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=96m", "tmpfs", place]);
  if (mounted.status !== 0) {
    rmSync(place, { recursive: true });
    return null;
  }
  chmodSync(place, 0o700);
  chownSync(place, owner.uid, owner.gid);
  return place;
}

const disk = await makeDisk();
const filler = path.join(disk ?? "", "filler");
const space = `disk_${database}`;

function fillDisk(): void {
  const { bavail, bsize } = statfsSync(disk ?? "");
  writeFileSync(filler, Buffer.alloc(bavail * bsize - ROOM));
}
const makeRoom = () => rmSync(filler, { force: true });

describe.skipIf(disk === null)("an import that fills the disk (needs root, to mount a small one)", () => {
  let owner: postgres.Sql;
  beforeAll(async () => {
    await closeConnection();
    await admin`create tablespace ${admin(space)} location '${admin.unsafe(disk ?? "")}'`;
    await admin`alter database ${admin(database)} set tablespace ${admin(space)}`;
    owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    makeRoom();
    await Promise.all([owner?.end(), closeConnection()]);
    await admin`drop database ${admin(database)} with (force)`;
    await admin`drop tablespace ${admin(space)}`;
    spawnSync("umount", [disk ?? ""]);
    rmSync(disk ?? "", { recursive: true });
  });

  it("names the disk, leaves nothing, and is whole once there is room", async () => {
    const scope = await makeIssuer("FULL");
    fillDisk();
    const error = await load(scope, smallLoad).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(outageOf(error)).toBe(SENTENCE);
    expect(await tracesOfLoad(owner, scope.issuerId)).toEqual([]);
    makeRoom();
    await load(scope, smallLoad);
    await expectSmallLoad(scope);
  });

  it("as a run says so, waits for its next attempt, and is whole once there is room", async () => {
    const scope = await createIssuer();
    const files = Object.entries(smallLoad).map(([name, text]) =>
      storeFile(scope, name, Readable.from([Buffer.from(text)])),
    );
    const fileIds = (await Promise.all(files)).map(({ id }) => id);
    const { runId } = await startImport(scope, { fileIds, mapping: plainMapping(), dryRun: false });
    fillDisk();
    const worker = await startWorker({
      registry,
      concurrency: 1,
      connectionString: appUrl(process.env.DATABASE_URL ?? ""),
    });
    try {
      const told = await until("the run has failed once", async () => {
        const run = await getJob(scope, runId);
        return run.error !== null && run;
      });
      expect(told).toMatchObject({ state: "queued", error: SENTENCE });
      // On so full a disk there may not even be room for the first attempt's failure; then the second's stands here.
      expect([1, 2]).toContain(told.attempts);
      expect(await tracesOfLoad(owner, scope.issuerId)).toEqual([]);
      makeRoom();
      // The pause before the next attempt is taken to be over.
      // The queue is told of an attempt's end a moment after the run itself.
      await until("the queue lets it be brought forward", async () => {
        const rows =
          await owner`update graphile_worker._private_jobs set run_at = now() where locked_at is null returning id`;
        return rows.length > 0;
      });
      const done = await until("the run has ended", async () => {
        const run = await getJob(scope, runId);
        return run.state !== "queued" && run.state !== "running" && run;
      });
      expect(done).toMatchObject({ state: "done", attempts: told.attempts + 1, error: null });
      await expectSmallLoad(scope);
    } finally {
      await worker.stop();
    }
  });
});

afterAll(() => admin.end());
