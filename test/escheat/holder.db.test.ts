import { beforeEach, expect, test, vi } from "vitest";

vi.mock("next/headers", async () => (await import("../support/next-request")).nextHeaders);
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

import { sql } from "drizzle-orm";
import type { z } from "zod";
import { withScope } from "@/db/client";
import { saveHolderAction } from "@/lib/escheat/actions/holder";
import { usualIssuer } from "@/lib/escheat/card-facts";
import { issuerFactsOf } from "@/lib/escheat/holder";
import type { holderInput } from "@/lib/escheat/holder-schema";
import { loadHolder } from "@/lib/escheat/queries/holder";
import { getRuleList } from "@/lib/escheat/queries/rules";
import type { Scope } from "@/lib/identity/scope";
import { makeIssuer } from "../support/cards";
import { requestAs } from "../support/next-request";
import { auditOf, createPerson, signInAs } from "../support/tenants";

let number = 0;
let issuer: Scope;
let other: Scope;

const entered: z.input<typeof holderInput> = {
  legalName: "Harbor Gift Company, Inc.",
  incorporation: "US-WV",
  incorporatedOn: "2011-04-01",
  fein: "12-3456789",
  naics: "459420",
  addressLine: "1 Capitol Street",
  city: "Charleston",
  state: "WV",
  zip: "25301",
  contactName: "Ann Reporter",
  contactEmail: "escheat@harbor.test",
  contactPhone: "304-555-0182",
  smallIssuer: false,
  takesSecondPriority: false,
  texasDeemsAddress: true,
  propertyCode: "",
  seen: null,
};

beforeEach(async () => {
  number += 1;
  [issuer, other] = [await makeIssuer(`HOLD${number}`), await makeIssuer(`NEXT${number}`)];
  const admin = await createPerson(`admin${number}@holder.test`, [[issuer.issuerId, "admin"]]);
  requestAs({ session: await signInAs(admin) });
});

test("before anything is entered the issuer is the usual one, with the state of its own record", async () => {
  expect(issuerFactsOf(await loadHolder(issuer))).toEqual({ ...usualIssuer, incorporation: null });
  await withScope(issuer, (tx) => tx.execute(sql`update app.issuer set state_of_incorporation = 'DE'`));
  expect((await loadHolder(issuer)).incorporation).toBe("US-DE");
});

test("what is saved is what a determination is told, and the trail has each field before and after", async () => {
  expect((await saveHolderAction(entered)).ok).toBe(true);
  const holder = await loadHolder(issuer);
  expect(issuerFactsOf(holder)).toEqual({
    incorporation: "US-WV",
    smallIssuer: false,
    takesSecondPriority: false,
    texasDeemsAddress: true,
  });
  expect([holder.fein, holder.contactPhone, holder.propertyCode]).toEqual(["123456789", "3045550182", null]);
  const lines = (await auditOf(issuer.issuerId)).filter(({ action }) => action === "escheat.holder-changed");
  expect(lines.map(({ detail }) => [detail.incorporation, detail.texasDeemsAddress, detail.propertyCode])).toEqual([
    [[null, "US-WV"], [false, true], undefined],
  ]);
  const { lines: rules } = await getRuleList(issuer, { property: "closed-loop", asOf: "2026-11-25" });
  expect(rules.filter(({ isHere }) => isHere).map(({ name }) => name)).toEqual(["West Virginia"]);
});

test("incorporated in Canada is no state, and in California no country", async () => {
  await saveHolderAction({ ...entered, incorporation: "CA" });
  const { updated, incorporation } = await loadHolder(issuer);
  const [row] = await withScope(issuer, (tx) =>
    tx.execute<{ state: string | null }>(sql`select state_of_incorporation as state from app.issuer`),
  );
  expect([incorporation, row?.state]).toEqual(["CA", null]);
  await saveHolderAction({ ...entered, incorporation: "US-CA", seen: updated?.at ?? null });
  expect((await loadHolder(issuer)).incorporation).toBe("US-CA");
});

test("of two who change the same page one is told, and nothing of his is half written", async () => {
  const results = await Promise.all([
    saveHolderAction(entered),
    saveHolderAction({ ...entered, city: "Huntington", zip: "25701" }),
  ]);
  expect(results.map((one) => (one.ok ? "ok" : one.code)).toSorted()).toEqual(["conflict", "ok"]);
  const { city, zip } = await loadHolder(issuer);
  expect([
    ["Charleston", "25301"],
    ["Huntington", "25701"],
  ]).toContainEqual([city, zip]);
});

test("saving what is there already writes nothing", async () => {
  await saveHolderAction(entered);
  const { updated } = await loadHolder(issuer);
  await saveHolderAction({ ...entered, seen: updated?.at ?? null });
  expect((await loadHolder(issuer)).updated).toEqual(updated);
});

test("only an admin saves, and another tenant's scope neither sees nor changes it", async () => {
  await saveHolderAction(entered);
  expect((await loadHolder(other)).legalName).toBeNull();
  const changed = await withScope(other, (tx) => tx.execute(sql`update app.holder set fein = '000000000' returning 1`));
  expect(changed).toHaveLength(0);
  const manager = await createPerson(`manager${number}@holder.test`, [[issuer.issuerId, "manager"]]);
  requestAs({ session: await signInAs(manager) });
  const refused = await saveHolderAction({ ...entered, city: "Huntington" });
  expect(refused.ok ? "" : refused.code).toBe("forbidden");
  expect((await loadHolder(issuer)).fein).toBe("123456789");
});
