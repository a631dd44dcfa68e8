import { randomBytes } from "node:crypto";
import { cpSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import journal from "@/db/migrations/meta/_journal.json";
import { APP_ROLE } from "@/db/role";
import { approveLettersAction, issueLettersAction, proposeLettersAction } from "@/lib/escheat/actions/letters";
import { getLetterBatch } from "@/lib/escheat/queries/letters";
import { createKey } from "@/lib/identity/mutations/keys";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { getJob } from "@/lib/jobs/queries";
import { ok, openOffice, WV } from "../escheat/filing/office";
import { flowing, pagesOf } from "../escheat/letter/pdf-text";
import { createPerson, signInAs } from "../support/tenants";
import { until } from "../support/until";
import { type Image, openImage, type Part } from "./support/image";

const ROOT = path.resolve(import.meta.dirname, "../..");
const SAMPLE = path.join(ROOT, "data/athena-v2");

let image: Image;
let web: Part;
let worker: Part;
let owner: postgres.Sql;

beforeAll(async () => {
  image = await openImage();
  owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await image?.close();
  await owner?.end({ timeout: 5 });
});

/** The run's end, as the worker of the image has brought it about. */
const endOf = (scope: Scope, runId: number) =>
  until(
    `run ${runId} has ended`,
    async () => {
      const run = await getJob(scope, runId);
      return run.state !== "queued" && run.state !== "running" && run;
    },
    60,
  );

const keyOf = async (scope: Scope, scopes: Parameters<typeof createKey>[1]["scopes"]): Promise<HeadersInit> => ({
  authorization: `Bearer ${(await createKey(scope, { name: "test", scopes, days: 1 }, new Date())).key}`,
});

describe("what the container image holds, away from the repository", () => {
  it("has no way back into it: neither a package nor a file of it is to be had", async () => {
    const place = JSON.stringify(path.join(ROOT, "node_modules/postgres/package.json"));
    for (const asked of [`require(${place})`, `import(${place})`, `require("fs").readFileSync(${place})`])
      await expect(image.run(["-e", asked])).rejects.toThrow("The image has no ");
    expect(await image.run(["-e", 'console.log(require("fs").existsSync("server.js"))'])).toBe("true\n");
  });

  it("brings an empty database to the present schema", async () => {
    const name = `image_${randomBytes(6).toString("hex")}`;
    const url = new URL(process.env.DATABASE_URL ?? "");
    url.pathname = `/${name}`;
    await owner`create database ${owner(name)}`;
    const fresh = postgres(url.href, { max: 1 });
    try {
      await image.command(["db", "migrate"], { DATABASE_URL: url.href });
      const [row] = await fresh`select count(*)::int as steps from app_migrations.__drizzle_migrations`;
      expect(row?.steps).toBe(journal.entries.length);
    } finally {
      await fresh.end({ timeout: 5 });
      await owner`drop database ${owner(name)} with (force)`;
    }
  });

  it("loads the published sample by the mapping that ships in it", async () => {
    const files = path.join(image.home, "files");
    cpSync(SAMPLE, files, { recursive: true });
    const mapping = "lib/ingest/mappings/athena-v2.json";
    const words = ["import", "run", files, "--issuer", "ATHENA", "--mapping", mapping];
    expect(await image.command(words)).toMatchObject({
      state: "loaded",
      problemsTotal: 0,
      counts: { card: { read: 70, new: 70 }, card_transaction: { read: 140, new: 140 } },
      firstOn: "2016-01-20",
      lastOn: "2020-07-25",
    });
    expect(await image.command(words)).toMatchObject({ state: "unchanged" });
  });

  it("is ready with its web server and its worker, and both work as the role that owns nothing", async () => {
    web = await image.startWeb();
    expect((await fetch(`${image.origin}/api/health/ready`)).status).toBe(503);
    worker = await image.startWorker();
    await until("it is ready", async () => (await fetch(`${image.origin}/api/health/ready`)).ok);
    expect(await (await fetch(`${image.origin}/api/health/ready`)).json()).toMatchObject({
      status: "ready",
      reasons: [],
      data: { loaded: true, lastEventOn: "2020-07-25" },
    });
    const roles = await owner`select distinct usename as name from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;
    expect(roles).toEqual([{ name: APP_ROLE }]);
    const page = await fetch(`${image.origin}/sign-in`);
    expect(page.status).toBe(200);
    const style = /href="(\/_next\/static\/[^"]+\.css[^"]*)"/.exec(await page.text())?.[1];
    expect((await fetch(`${image.origin}${style}`)).headers.get("content-type")).toContain("text/css");
  });

  it("makes a forecast in the thread that it ships as a file of its own", async () => {
    const scope = await scopeForOperator("ATHENA");
    const key = await keyOf(scope, ["forecast.read", "forecast.make"]);
    const asked = await fetch(`${image.origin}/api/v1/forecast`, {
      method: "POST",
      headers: { ...key, "content-type": "application/json" },
      body: "{}",
    });
    expect(asked.status).toBe(202);
    expect(await endOf(scope, (await asked.json()).runId)).toMatchObject({ state: "done", error: null });
    const made = await fetch(`${image.origin}/api/v1/forecast`, { headers: key });
    expect(made.status).toBe(200);
    expect((await made.json()).rows.length).toBeGreaterThan(0);
  }, 90_000);

  it("prints letters, with the fonts that it ships", async () => {
    const office = await openOffice("PRINTED");
    await owner`update silver.customer set name = 'Анна Нил' where issuer_id = ${office.scope.issuerId} and source_id = 'ann'`;
    office.be("ann");
    const { id: batchId } = await ok(proposeLettersAction(WV));
    const { seal } = await getLetterBatch(office.scope, batchId);
    office.be("mia");
    await ok(approveLettersAction({ batchId, seal }));
    office.be("ann");
    const { runId } = await ok(issueLettersAction({ batchId, seal, issuedOn: "2022-07-20" }));
    expect(await endOf(office.scope, runId)).toMatchObject({ state: "done", error: null });
    const key = await keyOf(office.scope, ["escheat.read", "customer.read", "export.create"]);
    const file = await fetch(`${image.origin}/api/v1/escheat/letters/${batchId}/pdf`, { headers: key });
    expect(file.headers.get("content-type")).toBe("application/pdf");
    const pages = pagesOf(new Uint8Array(await file.arrayBuffer()));
    expect(pages.map(flowing).join(" ")).toContain("Анна Нил");
  }, 90_000);

  it("finds no difference between its sums and the facts", async () => {
    expect(await image.command(["db", "verify"])).toMatchObject({
      clean: true,
      issuers: [
        { issuer: "ATHENA", facts: 140, differences: [] },
        { issuer: "PRINTED", facts: 10, differences: [] },
      ],
    });
  });

  it("writes one clean line of what fails under a page or a sign-in, and shows of it only what helps", async () => {
    const planted = ["planted.person@example.org", "Zebulon", "6034931234567890"];
    const scope = await scopeForOperator("ATHENA");
    const admin = await createPerson("reader@athena.test", [[scope.issuerId, "admin"]]);
    const cookie = `breakwater.session=${await signInAs(admin)}`;
    const before = web.said().length;
    /** By what the pages name their errors. */
    const shown: string[] = [];
    await owner.unsafe(`revoke select on silver.customer from ${APP_ROLE}`);
    try {
      for (const word of planted) {
        const address = `${image.origin}/issuer/customers?search=${encodeURIComponent(word)}`;
        const page = await fetch(address, { headers: { cookie } });
        expect(page.status).toBe(500);
        shown.push(/digest\\":\\"(\d+)/.exec(await page.text())?.[1] ?? "nothing");
      }
    } finally {
      await owner.unsafe(`grant select on silver.customer to ${APP_ROLE}`);
    }
    const attempts = ["a\u0000b@example.org", planted[0] ?? ""];
    await owner.unsafe(`revoke select on app.person from ${APP_ROLE}`);
    try {
      for (const email of attempts) {
        const csrf = await fetch(`${image.origin}/api/auth/csrf`);
        const { csrfToken } = await csrf.json();
        const answer = await fetch(`${image.origin}/api/auth/callback/credentials`, {
          method: "POST",
          headers: {
            origin: image.origin,
            cookie: csrf.headers
              .getSetCookie()
              .map((one) => one.split(";")[0])
              .join("; "),
          },
          body: new URLSearchParams({ email, password: "salt marsh and lantern", csrfToken, json: "true" }),
        });
        // What no account can be called is refused like a wrong password, before the database is asked.
        const isFault = email === planted[0];
        expect([answer.status, (await answer.text()).includes("@example.org")]).toEqual([isFault ? 500 : 401, false]);
      }
    } finally {
      await owner.unsafe(`grant select on app.person to ${APP_ROLE}`);
    }
    const lines = web.said().slice(before).split("\n").filter(Boolean);
    const errors = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === "error");
    expect(errors.length).toBeGreaterThanOrEqual(planted.length + 1);
    expect(errors.map(({ err }) => err?.digest)).toEqual(expect.arrayContaining(shown));
    for (const secret of planted) expect(lines.join("\n")).not.toContain(secret);
  });

  it("stops in good order when it is told to", async () => {
    // 143 is 128 and the number of SIGTERM: how Next says that it ended because it was told to.
    expect(await web.stop()).toEqual({ code: 143, signal: null });
    expect(await worker.stop()).toEqual({ code: 0, signal: null });
    expect(worker.said()).toContain("worker stopped");
  });
});
