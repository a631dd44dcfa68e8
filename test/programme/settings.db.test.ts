import { beforeAll, describe, expect, test } from "vitest";
import { withScope } from "@/db/client";
import { brand, cardType } from "@/db/schema/programme";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import { type Scope, scopeForOperator } from "@/lib/identity/scope";
import { createBrand, renameBrand, replaceAgeSegments, updateCardType } from "@/lib/programme/mutations";
import { getCardType, listAgeSegments, listBrands, listCardTypes } from "@/lib/programme/queries";
import { type CardTypeChange, cardTypeChange, segmentsInput } from "@/lib/programme/schema";
import { auditOf, createIssuer } from "../support/tenants";

let one: Scope;
let two: Scope;
let typeId: number;
let foreignBrand: number;
let foreignType: number;

beforeAll(async () => {
  await createIssuer("ONE");
  await createIssuer("TWO");
  one = await scopeForOperator("ONE");
  two = await scopeForOperator("TWO");
  typeId = await addType(one);
  foreignType = await addType(two);
  foreignBrand = (await createBrand(two, { name: "Theirs", code: "T" })).id;
});

function addType(scope: Scope): Promise<number> {
  return withScope(scope, async (tx) => {
    const [row] = await tx
      .insert(cardType)
      .values({ issuerId: scope.issuerId, code: "GC", name: "Gift card", currency: "USD" })
      .returning({ id: cardType.id });
    return row?.id ?? 0;
  });
}

async function change(changes: Partial<CardTypeChange>): Promise<CardTypeChange> {
  const { brandName, code, currency, id, ...row } = await getCardType(one, typeId);
  return { ...row, cardTypeId: id, updatedAt: row.updatedAt.toISOString(), ...changes } as CardTypeChange;
}

describe("a card type", () => {
  test("begins with every answer unknown and keeps what is said of it, with the trail showing before and after", async () => {
    expect(await getCardType(one, typeId)).toMatchObject({ fundsExpire: null, hasFees: null, issuerType: null });
    await updateCardType(one, await change({ fundsExpire: false, issuerType: "retailer" }), new Date());
    expect(await getCardType(one, typeId)).toMatchObject({ fundsExpire: false, hasFees: null, issuerType: "retailer" });
    const line = (await auditOf(one.issuerId)).at(-1);
    expect(line).toMatchObject({
      action: "card-type.changed",
      detail: { fundsExpire: [null, false], issuerType: [null, "retailer"] },
    });
  });

  test("read by two and changed by one is not written over by the other", async () => {
    const mine = await change({ name: "Mine" });
    const theirs = await change({ name: "Theirs" });
    await updateCardType(one, mine, new Date());
    await expect(updateCardType(one, theirs, new Date())).rejects.toBeInstanceOf(Conflict);
    expect((await getCardType(one, typeId)).name).toBe("Mine");
  });

  test("of another issuer is not found, and another's brand cannot be chosen", async () => {
    await expect(getCardType(one, foreignType)).rejects.toBeInstanceOf(NotFound);
    await expect(updateCardType(one, await change({ cardTypeId: foreignType }), new Date())).rejects.toBeInstanceOf(
      NotFound,
    );
    await expect(updateCardType(one, await change({ brandId: foreignBrand }), new Date())).rejects.toBeInstanceOf(
      Invalid,
    );
    expect((await getCardType(two, foreignType)).name).toBe("Gift card");
  });

  test("that never expires has no days until it does", async () => {
    const wrong = cardTypeChange.safeParse(await change({ hasExpiry: false, validityDays: 365 }));
    expect(wrong.success ? [] : wrong.error.issues.map((issue) => issue.path.join("."))).toEqual(["validityDays"]);
  });

  test("is found by a part of name or code, with % and _ as plain letters", async () => {
    expect(await listCardTypes(one, "gc")).toHaveLength(1);
    expect(await listCardTypes(one, "%")).toHaveLength(0);
    expect(await listCardTypes(one, "_")).toHaveLength(0);
  });
});

describe("a brand", () => {
  test("has a code once per issuer; another issuer may use the same", async () => {
    await createBrand(one, { name: "Ours", code: "T" });
    await expect(createBrand(one, { name: "Again", code: "T" })).rejects.toBeInstanceOf(Conflict);
    expect((await listBrands(one)).map((row) => row.name)).toEqual(["Ours"]);
  });

  test("of another issuer cannot be renamed", async () => {
    await expect(renameBrand(one, { brandId: foreignBrand, name: "Mine" })).rejects.toBeInstanceOf(NotFound);
    const rows = await withScope(two, (tx) => tx.select().from(brand));
    expect(rows.map((row) => row.name)).toEqual(["Theirs"]);
  });
});

describe("age groups", () => {
  const groups = [
    { name: "Young", fromAge: 18, toAge: 34 },
    { name: "Old", fromAge: 35, toAge: null },
  ];

  test("are replaced as a whole, for one issuer only", async () => {
    await replaceAgeSegments(one, groups);
    await replaceAgeSegments(two, [{ name: "All", fromAge: 0, toAge: null }]);
    await replaceAgeSegments(one, [
      { ...groups[0], name: "Young", fromAge: 18, toAge: 35 },
      { name: "Old", fromAge: 36, toAge: null },
    ]);
    expect(await listAgeSegments(one)).toEqual([
      { name: "Young", fromAge: 18, toAge: 35 },
      { name: "Old", fromAge: 36, toAge: null },
    ]);
    expect(await listAgeSegments(two)).toHaveLength(1);
  });

  test("changed by two at once end as one of the two lists, 10 of 10", async () => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        replaceAgeSegments(one, groups),
        replaceAgeSegments(one, [{ name: "All", fromAge: 0, toAge: null }]),
      ]);
      expect(["Young,Old", "All"]).toContain((await listAgeSegments(one)).map((row) => row.name).join());
    }
  });

  test("that overlap are refused at the edge, naming the field", () => {
    const parsed = segmentsInput.safeParse({ segments: [groups[0], { name: "B", fromAge: 20, toAge: null }] });
    expect(parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("."))).toEqual([
      "segments.1.fromAge",
    ]);
  });
});
