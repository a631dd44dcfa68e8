import { text } from "node:stream/consumers";
import { z } from "zod";
import { publicUrl } from "@/lib/env";
import { type Role, roles } from "@/lib/identity/constants";
import { createResetLink, inviteMember, type Link } from "@/lib/identity/mutations/members";
import { createMember, getPersonId, setPersonDisabled } from "@/lib/identity/mutations/operator";
import { listMembers } from "@/lib/identity/queries/members";
import { inviteInput, nameInput } from "@/lib/identity/schema";
import { scopeForOperator } from "@/lib/identity/scope";
import { parseInput } from "@/lib/validation";
import { command, UsageError } from "./command";

const issuerOption = { type: "string", value: "CODE", required: true, summary: "the issuer's code" } as const;
const emailArgument = { name: "EMAIL", summary: "the person's e-mail address", required: true } as const;

const nameAsked = z.strictObject({ name: nameInput });
const emailOf = (given: string | undefined) => parseInput(inviteInput.pick({ email: true }), { email: given }).email;

function roleOf(word: string): Role {
  const role = roles.find((one) => one === word);
  if (!role) throw new UsageError(`--role must be one of ${roles.join(", ")}.`);
  return role;
}

/** The secret of the link stands behind the #, so that it reaches no log when the link is opened. */
function linkResult(email: string, path: string, { token, expiresAt }: Link) {
  const link = `${publicUrl()}${path}#${token}`;
  const until = expiresAt.toISOString();
  return { json: { email, link, expiresAt: until }, text: `${link}\nWorks once, until ${until}. Send it to ${email}.` };
}

export const commands = [
  command({
    name: "create",
    summary: "Invites a person by a one-time link, or makes the account at once with --password-stdin",
    arguments: [emailArgument],
    options: {
      issuer: issuerOption,
      role: { type: "string", value: "ROLE", required: true, summary: roles.join(", ") },
      name: { type: "string", value: "NAME", summary: "with --password-stdin: the name colleagues see" },
      "password-stdin": { type: "boolean", summary: "read the password from standard input; it is never an argument" },
    },
    run: async ({ values, args }) => {
      const email = emailOf(args[0]);
      const role = roleOf(values.role);
      const scope = await scopeForOperator(values.issuer);
      if (!values["password-stdin"]) {
        return linkResult(email, "/join", await inviteMember(scope, { email, role }, new Date()));
      }
      const password = (await text(process.stdin)).replace(/\r?\n$/, "");
      const { name } = parseInput(nameAsked, { name: values.name ?? email });
      const { personId } = await createMember(scope, { email, name, role, password });
      return { json: { email, personId, role }, text: `${email} is a member of ${values.issuer} as ${role}.` };
    },
  }),
  command({
    name: "list",
    summary: "Members of an issuer",
    options: { issuer: issuerOption },
    run: async ({ values }) => {
      const members = await listMembers(await scopeForOperator(values.issuer), new Date());
      const lines = members.map(
        (one) => `${one.email}\t${one.role}\t${one.disabledAt ? "disabled" : "active"}\t${one.name}`,
      );
      return { json: { members }, text: lines.join("\n") };
    },
  }),
  command({
    name: "reset-link",
    summary: "A one-time link to choose a new password",
    arguments: [emailArgument],
    options: { issuer: issuerOption },
    run: async ({ values, args }) => {
      const email = emailOf(args[0]);
      const scope = await scopeForOperator(values.issuer);
      return linkResult(email, "/reset", await createResetLink(scope, await getPersonId(email), new Date()));
    },
  }),
  ...(["disable", "enable"] as const).map((name) =>
    command({
      name,
      summary:
        name === "disable" ? "Shuts an account everywhere and ends its sessions" : "Opens a disabled account again",
      arguments: [emailArgument],
      options: {},
      run: async ({ args }) => {
        const email = emailOf(args[0]);
        await setPersonDisabled(email, name === "disable", new Date());
        return { json: { email, disabled: name === "disable" }, text: `${email} is ${name}d.` };
      },
    }),
  ),
];
