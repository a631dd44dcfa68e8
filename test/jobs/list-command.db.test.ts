import { beforeAll, expect, it } from "vitest";
import { withScope } from "@/db/client";
import { GROUPS } from "@/lib/cli/groups";
import { runCommandLine } from "@/lib/cli/run";
import { scopeForOperator } from "@/lib/identity/scope";
import { enqueueJob } from "@/lib/jobs/mutations";
import { createIssuer } from "../support/tenants";

let runs: number[] = [];

beforeAll(async () => {
  await createIssuer("MANYRUNS");
  const scope = await scopeForOperator("MANYRUNS");
  runs = await withScope(scope, async (tx) => {
    const made: number[] = [];
    for (const label of ["first", "second", "third"])
      made.push(await enqueueJob(tx, scope, { kind: "x", label, input: {} }));
    return made;
  });
});

const list = (...words: string[]) =>
  runCommandLine(["job", "list", "--issuer", "MANYRUNS", ...words], {
    groups: GROUPS,
    openDatabase: async () => {},
    note: () => {},
  });

it("job list says that there are more and from where on, and nothing of it with the last of them", async () => {
  const [first, second, third] = runs;
  const some = await list("--limit", "2");
  expect(some.stdout).toMatch(new RegExp(`third[^]*second[^]*There are more: --before ${second}\\s*$`));
  expect(some.stdout).not.toContain("first");
  const rest = await list("--limit", "2", "--before", String(second));
  expect(rest.stdout).toContain("first");
  expect(rest.stdout).not.toContain("There are more");
  // As many as there are: nothing is left out.
  const all = JSON.parse((await list("--limit", "3", "--json")).stdout);
  expect([all.runs.map(({ id }: { id: number }) => id), all.before]).toEqual([[third, second, first], null]);
});

it("job list refuses what is no number of runs, and no state, by its name", async () => {
  for (const [name, value] of Object.entries({ limit: "0", before: "x", state: "lost" })) {
    const refused = await list(`--${name}`, value);
    expect(refused.exitCode, name).not.toBe(0);
    expect(refused.stdout + refused.stderr, name).toContain(name);
  }
});
