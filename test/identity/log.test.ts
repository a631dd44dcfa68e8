import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** Everything the product must never write down, put everywhere a careless caller might put it. */
const planted = {
  email: "planted.person@example.org",
  key: `bwk_${"Ab1-".repeat(10)}xyz`,
  token: `${"aB3_".repeat(10)}Xyz`,
  password: "planted tide over the wall",
  card: "6034 9312 3456 7890",
  hash: "scrypt$65536$8$1$c2FsdHNhbHQ$a2V5a2V5a2V5a2V5",
  database: "planted-db-secret",
};

const script = `
  import { log } from "@/lib/log";
  const p = ${JSON.stringify(planted)};
  const failed = Object.assign(new Error("Failed query: insert into person values ($1)\\nparams: " + Object.values(p).join(",")), { cause: Object.assign(new Error("duplicate"), { code: "23505", detail: "Key (email)=(" + p.email + ") already exists.", parameters: Object.values(p) }) });
  log.error({ err: failed, id: "1" }, "unexpected");
  log.error(failed);
  log.info({ email: p.email, password: p.password, token: p.token, apiKey: p.key, nested: { cookie: p.token, list: [p.email, p.card] } }, "careless fields");
  log.warn("signed in " + p.email + " with " + p.key + " hash " + p.hash + " card " + p.card);
  log.info({ url: "postgres://owner:" + p.database + "@db/x", header: "Bearer " + p.token }, "addresses");
  log.info("first line\\n{\\"level\\":\\"error\\",\\"msg\\":\\"forged\\"}");
`;

test("the log holds none of the planted secrets, and no forged line", () => {
  const run = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
    encoding: "utf8",
    env: { ...process.env, LOG_LEVEL: "info" },
  });
  expect(run.status).toBe(0);
  const lines = run.stderr.split("\n").filter((line) => line.startsWith("{"));
  expect(lines).toHaveLength(6);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), time: expect.stringMatching(/Z$/) });
  for (const secret of Object.values(planted)) expect(run.stderr).not.toContain(secret);
  expect(run.stdout).toBe("");
});
