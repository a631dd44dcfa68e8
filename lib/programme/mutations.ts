import { and, asc, eq, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { ageSegment, brand, cardType } from "@/db/schema/programme";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { differences } from "./differences";
import type { CardTypeChange } from "./schema";
import { type Segment, usualSegments } from "./segments";

export function createBrand(scope: Scope, input: { name: string; code: string }): Promise<{ id: number }> {
  return withScope(scope, async (tx) => {
    const [created] = await tx
      .insert(brand)
      .values({ issuerId: scope.issuerId, ...input })
      .onConflictDoNothing()
      .returning({ id: brand.id });
    if (!created)
      throw new Conflict("A brand has this code already.", { fields: { code: "A brand has this code already." } });
    await writeAudit(tx, scope, { action: "brand.created", subject: input.name, detail: { code: input.code } });
    return created;
  });
}

/** Only the name: the code is the source's own and ties the brand to its files. */
export function renameBrand(scope: Scope, { brandId, name }: { brandId: number; name: string }): Promise<void> {
  return withScope(scope, async (tx) => {
    const where = and(eq(brand.issuerId, scope.issuerId), eq(brand.id, brandId));
    const [before] = await tx.select().from(brand).where(where).for("update");
    if (!before) throw new NotFound("This brand");
    await tx.update(brand).set({ name }).where(where);
    await writeAudit(tx, scope, { action: "brand.changed", subject: name, detail: { name: [before.name, name] } });
  });
}

/**
 * What is known of a card type. Dates of cards already sold are not touched: each card keeps the three dates it was
 * sold with.
 * @throws Conflict when somebody else changed it since it was read.
 */
export function updateCardType(scope: Scope, input: CardTypeChange, now: Date): Promise<{ updatedAt: string }> {
  const { cardTypeId, updatedAt, ...wanted } = input;
  return withScope(scope, async (tx) => {
    const where = and(eq(cardType.issuerId, scope.issuerId), eq(cardType.id, cardTypeId));
    const [before] = await tx.select().from(cardType).where(where).for("update");
    if (!before) throw new NotFound("This card type");
    if (before.updatedAt.getTime() !== new Date(updatedAt).getTime()) {
      throw new Conflict("Somebody else changed this card type meanwhile. Reload to see it, then change it again.");
    }
    if (wanted.brandId !== null) await requireBrand(tx, scope, wanted.brandId);
    const changed = differences(before, wanted);
    if (Object.keys(changed).length === 0) return { updatedAt };
    await tx
      .update(cardType)
      .set({ ...wanted, updatedAt: now })
      .where(where);
    await writeAudit(tx, scope, { action: "card-type.changed", subject: before.name, detail: changed });
    return { updatedAt: now.toISOString() };
  });
}

async function requireBrand(tx: Tx, scope: Scope, brandId: number): Promise<void> {
  const [found] = await tx
    .select({ id: brand.id })
    .from(brand)
    .where(and(eq(brand.issuerId, scope.issuerId), eq(brand.id, brandId)));
  if (!found) throw new Invalid("This brand does not exist.", { fields: { brandId: "This brand does not exist." } });
}

/** The whole list at once, so that limits that move together are never seen half moved. */
export function replaceAgeSegments(scope: Scope, segments: readonly Segment[]): Promise<void> {
  return writeAgeSegments(scope, segments, () => {});
}

/** The usual groups, for who has none yet. @throws Conflict when somebody has defined some meanwhile. */
export function startAgeSegments(scope: Scope): Promise<void> {
  return writeAgeSegments(scope, usualSegments, (before) => {
    if (before.length > 0) throw new Conflict("Age groups have been defined meanwhile. Reload to see them.");
  });
}

function writeAgeSegments(
  scope: Scope,
  segments: readonly Segment[],
  check: (before: readonly Segment[]) => void,
): Promise<void> {
  return withScope(scope, async (tx) => {
    // Two editors at once take turns: the list is locked by its issuer.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('age_segment'), ${scope.issuerId}::int)`);
    const before = await tx
      .select({ name: ageSegment.name, fromAge: ageSegment.fromAge, toAge: ageSegment.toAge })
      .from(ageSegment)
      .where(eq(ageSegment.issuerId, scope.issuerId))
      .orderBy(asc(ageSegment.fromAge));
    check(before);
    await tx.delete(ageSegment).where(eq(ageSegment.issuerId, scope.issuerId));
    if (segments.length > 0) {
      await tx.insert(ageSegment).values(segments.map((segment) => ({ issuerId: scope.issuerId, ...segment })));
    }
    const detail = { before, after: segments };
    await writeAudit(tx, scope, { action: "segment.changed", subject: "age segments", detail });
  });
}
