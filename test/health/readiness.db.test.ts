import { afterEach, expect, it, vi } from "vitest";
import { GET } from "@/app/api/health/ready/route";
import { closeConnection, withGate } from "@/db/client";
import { worker } from "@/db/schema/job";
import { findFacts } from "@/lib/health/queries";
import { judge } from "@/lib/health/readiness";

afterEach(() => {
  vi.resetModules();
});

it("a migrated database without a worker is not ready, with one it is", async () => {
  expect(judge(await findFacts())).toMatchObject({ reasons: ["No worker is running."], data: { loaded: false } });
  const status = async (query: string) => (await GET(new Request(`http://localhost/api/health/ready${query}`))).status;
  expect([await status(""), await status("?without=worker")]).toEqual([503, 200]);
  await withGate("system", (tx) => tx.insert(worker).values({ id: "w", host: "h", pid: 1 }));
  expect(judge(await findFacts()).status).toBe("ready");
});

it("a database that is away is said within seconds, and found again when it is back", async () => {
  const url = process.env.DATABASE_URL;
  await closeConnection();
  vi.resetModules();
  process.env.DATABASE_URL = "postgres://nobody:nothing@127.0.0.1:9/nowhere";
  const away = await import("@/lib/health/queries");
  expect(judge(await away.findFacts(), false).status).toBe("not ready");
  const asked = Date.now();
  expect(judge(await away.findFacts()).reasons).toEqual(["The database does not answer."]);
  expect(Date.now() - asked).toBeLessThan(5_000);
  const { closeConnection: closeAway } = await import("@/db/client");
  await closeAway();

  vi.resetModules();
  process.env.DATABASE_URL = url;
  const back = await import("@/lib/health/queries");
  expect(judge(await back.findFacts()).status).toBe("ready");
});
