import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { GET } from "@/app/issuer/export/route";
import { withForecast } from "../support/forecast";
import { arbitraryFor, type JsonSchema } from "../support/json-schema";
import { requestAs } from "../support/next-request";
import { encode, value } from "../support/odd-values";
import { createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);

/** What a table reads the page's address with, noted as it reads. */
const read = vi.hoisted(() => new Set<unknown>());
vi.mock("@/lib/address", async (original) => {
  const real = await original<typeof import("@/lib/address")>();
  const readAddress: typeof real.readAddress = (schema, address) => {
    read.add(schema);
    return real.readAddress(schema, address);
  };
  return { ...real, readAddress };
});

/** Every table that can be taken away, asked for at addresses that nobody wrote: a file or a refusal, never a fault. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 4);
const folder = path.resolve(import.meta.dirname, "../../lib/export/tables");
const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

async function listTables(): Promise<string[]> {
  const modules = fs.readdirSync(folder).map(async (file) => (await import(path.join(folder, file))) as object);
  const exported = (await Promise.all(modules)).flatMap((one) =>
    Object.entries(one).filter(([name]) => name.endsWith("Tables")),
  );
  return exported.flatMap(([, tables]) => Object.keys(tables as object));
}
const tables = await listTables();

beforeAll(async () => {
  const { issuerId } = await withForecast();
  requestAs({ session: await signInAs(await createPerson("admin@fuzz.test", [[issuerId, "admin"]])), issuer: "DEMO" });
});

async function take(search: readonly (readonly [string, string])[]): Promise<{ status: number; shown: string }> {
  await owner`delete from app.throttle`;
  const query = search.map(([name, text]) => `${encode(name)}=${encode(text)}`).join("&");
  const answer = await GET(new Request(`http://localhost:3000/issuer/export?${query}`), {
    params: Promise.resolve({}),
  });
  // A file is written while it is read: what fails in its middle fails here.
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, shown: answer.status === 200 ? "" : bytes.toString("utf8") };
}

/** Parameters that the table reads, with values that it takes and with others. */
function addressFor(): fc.Arbitrary<[string, string][]> {
  const shapes = [...read].flatMap((schema) =>
    schema instanceof z.ZodObject
      ? Object.entries(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }).properties ?? {})
      : [],
  );
  const paths = fc.constantFrom("/issuer/cards/C-000000001", "/issuer/escheat/reports/1", "/issuer/runs/1", "/", "%");
  const known = shapes.map(([name, schema]) =>
    fc.tuple(fc.constant(name), fc.oneof(arbitraryFor(schema as JsonSchema, {}).map(String), value)),
  );
  const place = fc.tuple(fc.constant("path"), fc.oneof(paths, value));
  return fc.uniqueArray(fc.oneof(place, ...known), { maxLength: 6, selector: ([name]) => name });
}

test("the list of tables is read from where they are declared", () => {
  expect(tables.length).toBeGreaterThan(40);
});

test.each(tables)(
  "%s is a file or a refusal, whatever the address",
  async (table) => {
    read.clear();
    await take([
      ["table", table],
      ["format", "csv"],
    ]);
    await fc.assert(
      fc.asyncProperty(addressFor(), fc.constantFrom("csv", "csv", "xlsx", "pdf"), async (address, format) => {
        const { status, shown } = await take([["table", table], ["format", format], ...address]);
        expect({ status: status < 500 ? 0 : status, address, shown: status < 500 ? "" : shown }).toMatchObject({
          status: 0,
        });
        expect(status).not.toBe(429);
        expect(shown).not.toMatch(/\bat .*\.(ts|js):\d+|Failed query/);
      }),
      { numRuns: RUNS },
    );
  },
  1_200_000,
);
