import { createKey, revokeKey } from "@/lib/identity/mutations/keys";
import { type KeyScope, keyScopes } from "@/lib/identity/permissions";
import { listKeys } from "@/lib/identity/queries/members";
import { keyInput } from "@/lib/identity/schema";
import { scopeForOperator } from "@/lib/identity/scope";
import { parseInput } from "@/lib/validation";
import { command, UsageError } from "./command";

const issuerOption = { type: "string", value: "CODE", required: true, summary: "the issuer's code" } as const;

function scopesOf(list: string): KeyScope[] {
  return list.split(",").map((word) => {
    const scope = keyScopes.find((one) => one === word.trim());
    if (!scope) throw new UsageError(`There is no scope "${word.trim()}". Scopes are ${keyScopes.join(", ")}.`);
    return scope;
  });
}

function whole(word: string, name: string): number {
  if (!/^[1-9]\d{0,8}$/.test(word)) throw new UsageError(`${name} must be a whole number.`);
  return Number(word);
}

export const commands = [
  command({
    name: "create",
    summary: "Makes an API key; it is printed once and kept only as a hash",
    options: {
      issuer: issuerOption,
      scopes: { type: "string", value: "A,B", required: true, summary: keyScopes.join(", ") },
      name: { type: "string", value: "NAME", default: "command line", summary: "what uses it" },
      days: { type: "string", value: "N", summary: "valid for so many days; without it until revoked" },
    },
    run: async ({ values }) => {
      const scope = await scopeForOperator(values.issuer);
      const days = values.days === undefined ? null : whole(values.days, "--days");
      const { name } = parseInput(keyInput.pick({ name: true }), { name: values.name });
      const made = await createKey(scope, { name, scopes: scopesOf(values.scopes), days }, new Date());
      return { json: made, text: `${made.key}\nKey ${made.id}. It cannot be shown again.` };
    },
  }),
  command({
    name: "list",
    summary: "Keys of an issuer, without the keys themselves",
    options: { issuer: issuerOption },
    run: async ({ values }) => {
      const keys = await listKeys(await scopeForOperator(values.issuer));
      const lines = keys.map(
        (key) =>
          `${key.id}\t${key.prefix}…\t${key.revokedAt ? "revoked" : "live"}\t${key.name}\t${key.scopes.join(",")}`,
      );
      return { json: { keys }, text: lines.join("\n") };
    },
  }),
  command({
    name: "revoke",
    summary: "Ends a key at once",
    arguments: [{ name: "ID", summary: "the key's number, as key list shows it", required: true }],
    options: { issuer: issuerOption },
    run: async ({ values, args }) => {
      const id = whole(args[0] ?? "", "ID");
      await revokeKey(await scopeForOperator(values.issuer), id, new Date());
      return { json: { id, revoked: true }, text: `Key ${id} is revoked.` };
    },
  }),
];
