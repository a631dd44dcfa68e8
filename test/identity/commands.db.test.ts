import { beforeAll, expect, test } from "vitest";
import type { AnyCommand } from "@/lib/cli/command";
import { GROUPS } from "@/lib/cli/groups";
import { commands as issuerCommands } from "@/lib/cli/issuer";
import { commands as keyCommands } from "@/lib/cli/key";
import { runCommandLine } from "@/lib/cli/run";
import { commands as userCommands } from "@/lib/cli/user";
import { Conflict, Invalid, NotFound, Unauthorized } from "@/lib/errors";
import { acceptInvitation } from "@/lib/identity/mutations/link";
import { findSession } from "@/lib/identity/queries/session";
import { scopeForKey } from "@/lib/identity/scope";
import { auditOf, createIssuer, createPerson, signInAs } from "../support/tenants";

let issuer: number;

beforeAll(async () => {
  issuer = await createIssuer("ONE");
  await createPerson("admin@one.test", [[issuer, "admin"]]);
});

async function run(commands: readonly AnyCommand[], name: string, values: Record<string, unknown>, ...args: string[]) {
  const command = commands.find((one) => one.name === name);
  if (!command) throw new Error(`no command ${name}`);
  const result = await command.run({ values: { issuer: "ONE", ...values } as never, args, note: () => {} });
  return result.json as Record<string, unknown>;
}

test("key create prints a key that works with its scopes, key list never shows it, key revoke ends it", async () => {
  const made = await run(keyCommands, "create", { scopes: "breakage.read, import.run", name: "nightly" });
  const scope = await scopeForKey(String(made.key), "import.run", null);
  expect({ issuer: scope.issuerId, permissions: [...scope.permissions].sort() }).toEqual({
    issuer,
    permissions: ["breakage.read", "import.run"],
  });
  expect(JSON.stringify(await run(keyCommands, "list", {}))).not.toContain(made.key);
  await run(keyCommands, "revoke", {}, String(made.id));
  await expect(scopeForKey(String(made.key), "import.run", null)).rejects.toBeInstanceOf(Unauthorized);
});

test("a scope no key may have, and an issuer that is not there, are refused in words", async () => {
  await expect(run(keyCommands, "create", { scopes: "member.manage", name: "x" })).rejects.toThrow(
    /no scope "member.manage"/,
  );
  await expect(
    run(keyCommands, "create", { scopes: "card.read", name: "x", issuer: "NOWHERE" }),
  ).rejects.toBeInstanceOf(NotFound);
  await expect(run(keyCommands, "revoke", {}, "999999")).rejects.toBeInstanceOf(NotFound);
});

test("user create makes a link for the address and role, once the same person is a member it is a conflict", async () => {
  const made = await run(userCommands, "create", { role: "analyst", "password-stdin": false }, "New@One.test");
  expect(made).toMatchObject({ email: "new@one.test", link: expect.stringMatching(/\/join#[\w-]{43}$/) });
  await expect(
    run(userCommands, "create", { role: "analyst", "password-stdin": false }, "admin@one.test"),
  ).rejects.toBeInstanceOf(Conflict);
  await expect(
    run(userCommands, "create", { role: "analyst", "password-stdin": false }, "no address"),
  ).rejects.toBeInstanceOf(Invalid);
  await expect(run(userCommands, "create", { role: "owner", "password-stdin": false }, "a@one.test")).rejects.toThrow(
    /--role must be one of/,
  );
});

test("user disable shuts the account, user enable opens it, user list says so", async () => {
  await run(userCommands, "disable", {}, "admin@one.test");
  const link = run(userCommands, "reset-link", {}, "admin@one.test");
  expect((await link).link).toMatch(/\/reset#/);
  await run(userCommands, "enable", {}, "admin@one.test");
  const { members } = await run(userCommands, "list", {});
  expect(members).toMatchObject([{ email: "admin@one.test", role: "admin", disabledAt: null }]);
  await expect(run(userCommands, "disable", {}, "nobody@one.test")).rejects.toBeInstanceOf(NotFound);
});

test("issuer create and user create bring the first person into an installation that had nobody, as its admin", async () => {
  const facts = { name: "Acme Gift Cards", currency: "USD", "time-zone": "America/New_York", state: "DE" };
  const made = await run(issuerCommands, "create", facts, "ACME");
  expect(made).toMatchObject({ code: "ACME", currency: "USD", state: "DE" });
  const first = await run(userCommands, "create", { issuer: "ACME", role: "admin" }, "first@acme.test");
  const [, token = ""] = String(first.link).split("#");
  const join = { token, name: "First", password: "salt marsh and lantern" };
  await acceptInvitation(join, null, { address: null, userAgent: null }, new Date());
  const people = await run(userCommands, "list", { issuer: "ACME" });
  const [{ personId }] = people.members as [{ personId: number }];
  const session = await findSession(await signInAs(personId), new Date());
  expect(session?.memberships).toMatchObject([
    {
      role: "admin",
      issuer: {
        code: "ACME",
        name: "Acme Gift Cards",
        currency: "USD",
        timeZone: "America/New_York",
        stateOfIncorporation: "DE",
      },
    },
  ]);
  const [line] = await auditOf(session?.memberships[0]?.issuer.id ?? 0);
  expect(line).toMatchObject({ action: "issuer.created", actor: "operator (command line)", subject: "ACME" });
});

test("issuer create refuses what cannot be one, naming it, and one that exists", async () => {
  const facts = { name: "Acme", currency: "USD", "time-zone": "America/New_York" };
  const faults = async (values: Record<string, unknown>, code = "BAD") => {
    const error = await run(issuerCommands, "create", { ...facts, ...values }, code).catch((caught) => caught);
    expect(error).toBeInstanceOf(Invalid);
    return Object.keys((error as Invalid).fields);
  };
  expect(await faults({}, "lower case")).toEqual(["code"]);
  expect(await faults({ currency: "XYZ" })).toEqual(["currency"]);
  expect(await faults({ "time-zone": "Mars/Olympus" })).toEqual(["timeZone"]);
  expect(await faults({ state: "Delaware" })).toEqual(["state"]);
  await expect(run(issuerCommands, "create", facts, "ONE")).rejects.toBeInstanceOf(Conflict);
});

test.each([
  ["user create bad@@ --role admin", "EMAIL: This is not an e-mail address."],
  ["user disable bad@@", "EMAIL: This is not an e-mail address."],
  ["user reset-link bad@@", "EMAIL: This is not an e-mail address."],
  [`key create --scopes card.read --name ${"x".repeat(121)}`, "--name: Use at most 120 characters."],
  ["breakage report --from 2026-10-01 --to 2026-09-30", "--to: lies before --from"],
  ["accounting roll-forward --from 2026-10 --to 2026-08", "--to: lies before --from"],
  ["notify show nothing", "BATCH: "],
  ["notify template nothing", "TEMPLATE: "],
])("%s: what is wrong is called what the person wrote", async (line, said) => {
  const words = [...line.split(" "), ...(line.startsWith("user disable") ? [] : ["--issuer", "ONE"])];
  const outcome = await runCommandLine(words, { groups: GROUPS, openDatabase: async () => {}, note: () => {} });
  expect(outcome).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringContaining(`\n  ${said}`),
  });
});
