import path from "node:path";
import { PassThrough } from "node:stream";
import { MantineProvider } from "@mantine/core";
import fc from "fast-check";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import postgres from "postgres";
import { createElement, type ReactNode } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { makeForeignRows } from "@/e2e/foreign-rows";
import { listRoutes, type Route } from "@/e2e/routes";
import type { Role } from "@/lib/identity/constants";
import { withForecast } from "../support/forecast";
import { arbitraryFor, type JsonSchema } from "../support/json-schema";
import { requestAs } from "../support/next-request";
import { encode, value } from "../support/odd-values";
import { createPerson, signInAs } from "../support/tenants";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
vi.mock("next/navigation", async (original) => ({
  ...(await original<typeof import("next/navigation")>()),
  useRouter: () => ({ push: () => {}, replace: () => {}, refresh: () => {}, prefetch: () => {} }),
  usePathname: () => "/issuer",
  useSearchParams: () => new URLSearchParams(),
}));

/** What a page reads its address with, noted as it reads. */
const read = vi.hoisted(() => new Set<unknown>());
vi.mock("@/lib/address", async (original) => {
  const real = await original<typeof import("@/lib/address")>();
  const readAddress: typeof real.readAddress = (schema, address) => {
    read.add(schema);
    return real.readAddress(schema, address);
  };
  return { ...real, readAddress };
});

/**
 * Every page of issuer and manager as it is, opened at addresses that nobody wrote: with each parameter that it reads, with
 * values that it takes and with others, and with ids of every shape. What it does not know it leaves alone; it may be 404 or
 * lead elsewhere, and it may not fall over, neither while it asks nor while it is drawn.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? 6);
const root = path.resolve(import.meta.dirname, "../../app");
const pages = listRoutes(root).filter((route) => route.kind === "page" && /^\/(issuer|manager)/.test(route.path));

type Address = Readonly<Record<string, string | string[]>>;
type Props = { params: Promise<Record<string, string>>; searchParams: Promise<Address> };
type Page = (props: Props) => Promise<ReactNode>;

const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
const sessions = new Map<Role, string>();
/** By the part of the path before it. */
const ids: Record<string, unknown> = { rules: "US-NY", "[jurisdiction]": "closed-loop", mailboxes: "push" };
afterAll(() => owner.end());

beforeAll(async () => {
  const { issuerId } = await withForecast();
  for (const role of ["admin", "manager"] as const)
    sessions.set(role, await signInAs(await createPerson(`${role}@fuzz.test`, [[issuerId, role]])));
  const { run, report, letters, template, reminders, device } = await makeForeignRows(owner, issuerId);
  const [type] = await owner`select id, code from silver.card_type where issuer_id = ${issuerId} order by id limit 1`;
  const [card] = await owner`select source_id from app.card_key where issuer_id = ${issuerId} order by 1 limit 1`;
  const [holder] = await owner`select source_id from app.customer_key where issuer_id = ${issuerId} order by 1 limit 1`;
  Object.assign(ids, { runs: run, reports: report, letters, templates: template, notifications: reminders });
  Object.assign(ids, { "[channel]": device, "card-types": type?.id, types: type?.code, imports: 1 });
  Object.assign(ids, { cards: card?.source_id, customers: holder?.source_id, results: reminders });
});

/** What Next throws to lead elsewhere, or to its pages for 404 and 403. */
const isLed = (error: unknown) => /^NEXT_(REDIRECT|HTTP_ERROR)/.test(String((error as { digest?: unknown }).digest));

async function draw(page: ReactNode): Promise<string> {
  const app = createElement(NuqsTestingAdapter, null, createElement(MantineProvider, null, page));
  const faults: unknown[] = [];
  let html = "";
  await new Promise<void>((resolve, reject) => {
    const { pipe } = renderToPipeableStream(app, {
      onError: (error) => void (isLed(error) || faults.push(error)),
      onShellError: (error) => (isLed(error) ? resolve() : reject(error)),
      onAllReady: () => {
        const out = new PassThrough();
        out.on("data", (chunk: Buffer) => {
          html += chunk.toString();
        });
        out.on("end", resolve);
        pipe(out);
      },
    });
  });
  expect(faults).toEqual([]);
  return html;
}

/** The names that a page asks its address for, whatever reads them. */
function watched(address: Address, names: Set<string>): Address {
  return new Proxy(address, {
    get: (target, name) => {
      if (typeof name === "string" && name !== "then") names.add(name);
      return Reflect.get(target, name);
    },
  });
}

const idsOf = (route: Route) =>
  [...route.path.matchAll(/([^/]+)\/\[(\w+)\]/g)].map(([, kind = "", name = ""]) => [name, String(ids[kind])] as const);

function addressFor(names: ReadonlySet<string>): fc.Arbitrary<Address> {
  const shapes = [...read].flatMap((schema) =>
    schema instanceof z.ZodObject
      ? Object.entries(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }).properties ?? {})
      : [],
  );
  // The proxy refuses an address with a NUL, half a character comes to no page, and "NaN" is what is looked for below.
  const words = value.map((text) => text.replaceAll(/\p{Cc}|\p{Cs}|NaN/gu, ""));
  const valuesFor = (name: string) => {
    const fitting = shapes
      .filter(([one]) => one === name)
      .map(([, schema]) => arbitraryFor(schema as JsonSchema, {}).map(String));
    return fc.oneof({ weight: 2, arbitrary: fc.oneof(words, ...fitting) }, { weight: 1, arbitrary: words });
  };
  const known = [...names].filter((name) => name !== "issuer");
  const entries = known.map(
    (name) => [name, fc.oneof({ weight: 9, arbitrary: valuesFor(name) }, fc.array(words))] as const,
  );
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<Address>;
}

test.each(pages)(
  "$path is shown, is nowhere or leads elsewhere, at whatever address",
  async (route) => {
    const Shown = ((await import(path.join(root, route.file))) as { default: Page }).default;
    requestAs({
      session: sessions.get(route.path.startsWith("/manager") ? "manager" : "admin") ?? null,
      issuer: "DEMO",
    });
    const own = idsOf(route);
    const names = new Set<string>();
    const show = async (address: Address, params: Record<string, string>) => {
      try {
        const given = watched({ issuer: "DEMO", asOf: "2026-10-31", ...address }, names);
        return await draw(await Shown({ params: Promise.resolve(params), searchParams: Promise.resolve(given) }));
      } catch (error) {
        if (!isLed(error)) throw error;
        return "";
      }
    };
    read.clear();
    await show({}, Object.fromEntries(own));
    const params = fc.record(
      Object.fromEntries(
        own.map(([name, id]) => [name, fc.oneof({ weight: 4, arbitrary: fc.constant(id) }, value.map(encode))]),
      ),
    );
    await fc.assert(
      fc.asyncProperty(addressFor(names), params, async (address, params) => {
        const html = await show(address, params);
        expect(html).not.toMatch(/Invalid Date|\bNaN\b|\[object Object\]/);
      }),
      { numRuns: RUNS },
    );
  },
  1_200_000,
);
