import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeForeignRows } from "@/e2e/foreign-rows";
import type { ActionResult } from "@/lib/action";
import type { Role } from "@/lib/identity/constants";
import type { Question } from "@/lib/question";
import { asking } from "../support/ask";
import { withForecast } from "../support/forecast";
import { arbitraryFor, type JsonSchema } from "../support/json-schema";
import { ownPage, requestAs } from "../support/next-request";
import { flaw } from "../support/odd-values";
import { createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
// There is no page here that could show anything anew.
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

/** What each action and question says that it takes, by itself: what is asked of it mostly fits. */
const taken = vi.hoisted(() => new Map<unknown, unknown>());
vi.mock("@/lib/action", async (original) => {
  const real = await original<typeof import("@/lib/action")>();
  const noted = (declare: (declared: never) => unknown) => (declared: { input: unknown }) => {
    const made = declare(declared as never);
    taken.set(made, declared.input);
    return made;
  };
  return {
    ...real,
    defineAction: noted(real.defineAction),
    definePublicAction: noted(real.definePublicAction),
  };
});
vi.mock("@/lib/question", async (original) => {
  const real = await original<typeof import("@/lib/question")>();
  return {
    ...real,
    defineQuestion: (declared: { input: unknown }) => {
      const made = real.defineQuestion(declared as never);
      taken.set(made, declared.input);
      return made;
    },
  };
});

/**
 * Every action and every question, asked by people who may, with what nobody expects: mostly what it takes, with ids that
 * are there and that are not, and a flaw here and there. It may do it or refuse; it may not fall over or show its insides.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 12);
const root = path.resolve(import.meta.dirname, "../../lib");
const files = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const isActions = (file: string) => /^"use server";/m.test(fs.readFileSync(path.join(root, file), "utf8"));

type AnyAction = (input: unknown) => Promise<ActionResult<unknown>>;
type Asked = { readonly name: string; readonly of: unknown; readonly ask: (input: unknown) => Promise<Answer> };
type Answer = { readonly isFault: boolean; readonly isForbidden: boolean; readonly shown: string };

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

function actionAnswer(result: ActionResult<unknown>): Answer {
  const shown = result.ok ? "" : JSON.stringify(result);
  return {
    isFault: !result.ok && result.code === "internal",
    isForbidden: !result.ok && result.code === "forbidden",
    shown,
  };
}

async function listAsked(): Promise<Asked[]> {
  const found: Asked[] = [];
  for (const file of files.filter(isActions)) {
    const exported = (await import(path.join(root, file))) as Record<string, AnyAction>;
    for (const [name, action] of Object.entries(exported))
      found.push({ name, of: action, ask: async (input) => actionAnswer(await action(input)) });
  }
  for (const file of files.filter((one) => one.endsWith("questions.ts"))) {
    const exported = (await import(path.join(root, file))) as Record<
      string,
      Record<string, Question<unknown, unknown>>
    >;
    for (const [name, question] of Object.values(exported).flatMap((questions) => Object.entries(questions))) {
      const ask = async (input: unknown) => {
        const response = await question(asking(input));
        const text = await response.text();
        return {
          isFault: response.status >= 500,
          isForbidden: response.status === 403,
          shown: response.ok ? "" : text,
        };
      };
      found.push({ name: `${path.dirname(file)}.${name}`, of: question, ask });
    }
  }
  return found;
}
const asked = await listAsked();

/** Ids that are there, of whatever kind, and words that stand where ids do. */
let own: readonly (string | number)[] = [];
const people = new Map<Role, number>();
let issuerId: number;

beforeAll(async () => {
  const scope = await withForecast();
  issuerId = scope.issuerId;
  const { device, messageKey, ...rows } = await makeForeignRows(owner, issuerId);
  const [type] = await owner`select id, code from silver.card_type where issuer_id = ${issuerId} order by id limit 1`;
  own = [...new Set([1, 2, type?.id, ...Object.values(rows)]), device, messageKey, type?.code];
  for (const role of ["admin", "manager"] as const)
    people.set(role, await createPerson(`${role}@fuzz.test`, [[issuerId, role]]));
});

/** What an action before has done to who asks is undone: his role, his session, and what he has used up of the limits. */
async function asPerson(role: Role): Promise<void> {
  const person = people.get(role) ?? 0;
  await owner`insert into app.membership (issuer_id, person_id, role) values (${issuerId}, ${person}, ${role})
    on conflict (issuer_id, person_id) do update set role = excluded.role, disabled_at = null`;
  await owner`delete from app.throttle`;
  requestAs({ session: await signInAs(person), issuer: "DEMO", headers: ownPage });
}

/** Where a number or a text is asked for, now and then one that is an id. */
function inputFor(of: unknown): fc.Arbitrary<unknown> {
  const schema = taken.get(of);
  if (!(schema instanceof z.ZodType)) throw new Error("it does not say what it takes");
  const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
  };
  const odd = fc.oneof(flaw, fc.constantFrom(...own));
  return arbitraryFor(described, described.$defs ?? {}, odd);
}

test("every action and question says what it takes", () => {
  expect(asked.length).toBeGreaterThan(80);
  expect(asked.filter(({ of }) => !taken.has(of)).map(({ name }) => name)).toEqual([]);
});

describe("whatever is sent to it", () => {
  test.each(asked)(
    "$name does it or refuses",
    async ({ of, ask }) => {
      let role: Role = "admin";
      await fc.assert(
        fc.asyncProperty(inputFor(of), async (input) => {
          await asPerson(role);
          let answer = await ask(input);
          if (answer.isForbidden) {
            role = role === "admin" ? "manager" : "admin";
            await asPerson(role);
            answer = await ask(input);
          }
          expect({ ...answer, isForbidden: false, input }).toMatchObject({ isFault: false });
          expect(answer.shown).not.toMatch(/\bat .*\.(ts|js):\d+|\bsql\b|violates|Failed query/i);
        }),
        { numRuns: RUNS },
      );
    },
    1_200_000,
  );
});
