/** An issuer with rules of sending, managers and others, and proposals stored as the proposing run stores them. */
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { withScope } from "@/db/client";
import {
  notificationBatch,
  notificationMember,
  notificationSetting,
  notificationTemplate,
} from "@/db/schema/notification";
import type { Role } from "@/lib/identity/constants";
import { type Scope, sessionScope } from "@/lib/identity/scope";
import { rulesOf } from "@/lib/notifications/approval/rules";
import {
  batchSeal,
  memberLeaf,
  type SealedBatch,
  type SealedMember,
  type SealedTemplate,
  sealedHead,
} from "@/lib/notifications/approval/seal";
import { makeIssuer } from "../../support/cards";
import { requestAs } from "../../support/next-request";
import { createPerson, signInAs } from "../../support/tenants";
import { sampleBatch, sampleMember, sampleSetting, sampleTemplate } from "./sample-batch";

/** When everything of these tests happens. */
export const NOW = new Date("2026-11-25T12:00:00Z");
export const after = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

const people = { ann: "analyst", mia: "manager", max: "manager", ada: "admin" } as const satisfies Record<string, Role>;
export type Name = keyof typeof people;

export type House = {
  readonly scope: Scope;
  readonly idOf: (name: Name) => number;
  readonly emailOf: (name: Name) => string;
  /** From now on requests come from this person. */
  readonly be: (name: Name | null) => void;
  readonly scopeOf: (name: Name) => Promise<Scope>;
};

export async function openHouse(
  code: string,
  setting: Partial<typeof notificationSetting.$inferInsert> | null = {},
): Promise<House> {
  const scope = await makeIssuer(code, { timeZone: "America/New_York" });
  const emailOf = (name: Name) => `${name}.${code.toLowerCase()}@example.test`;
  const ids = new Map<string, number>();
  const sessions = new Map<string, string>();
  for (const [name, role] of Object.entries(people)) {
    const id = await createPerson(emailOf(name as Name), [[scope.issuerId, role]]);
    ids.set(name, id);
    sessions.set(name, await signInAs(id));
  }
  if (setting) {
    const known = { issuerId: scope.issuerId, updatedByName: "Ada", updatedAt: NOW };
    await withScope(scope, (tx) => tx.insert(notificationSetting).values({ ...known, ...sampleSetting, ...setting }));
  }
  const be = (name: Name | null) => requestAs({ session: name === null ? null : (sessions.get(name) ?? null) });
  return {
    scope,
    idOf: (name) => ids.get(name) ?? 0,
    emailOf,
    be,
    scopeOf: async (name) => {
      be(name);
      return sessionScope("notification.read");
    },
  };
}

type Wanted = {
  readonly members?: readonly SealedMember[];
  readonly batch?: Partial<SealedBatch>;
  readonly template?: Partial<SealedTemplate>;
  /** The rules it is proposed with, where the issuer has others than those of the samples. */
  readonly setting?: Omit<typeof sampleSetting, "dailyCapacity"> & { readonly dailyCapacity: number | null };
};
let version = 0;

/** A proposal of the nightly run's, unless `proposedBy` says otherwise. */
export async function storeBatch(
  scope: Scope,
  {
    members = [1, 2, 3].map((id) => sampleMember(id)),
    batch: change = {},
    template: words = {},
    setting = sampleSetting,
  }: Wanted = {},
): Promise<{ id: number; seal: string }> {
  const { issuerId } = scope;
  const batch = sampleBatch(members, change);
  const rules = rulesOf(setting);
  return withScope(scope, async (tx) => {
    const { messageClass, subject, body } = { ...sampleTemplate, ...words };
    const { reason, channel, language } = batch;
    version += 1;
    const [template] = await tx
      .insert(notificationTemplate)
      .values({ issuerId, reason, channel, language, version, messageClass, subject, body, createdByName: "Ann" })
      .returning();
    if (!template) throw new Error("no template");
    const leaves = members.map(memberLeaf);
    const seal = batchSeal(batch, leaves, template, rules);
    const [stored] = await tx
      .insert(notificationBatch)
      .values({
        ...batch,
        leftOut: batch.leftOut as Record<string, number>,
        delayCosts: batch.delayCosts && [...batch.delayCosts],
        parameters: batch.parameters as Record<string, unknown>,
        expiresAt: new Date(batch.expiresAt),
        issuerId,
        templateId: template.id,
        rules,
        seal,
        sealed: sealedHead(batch, template, rules),
        proposedByName: "nightly run",
        proposedAt: NOW,
      })
      .returning({ id: notificationBatch.id });
    if (!stored) throw new Error("no batch");
    const rows = members.map((member, index) => ({
      ...member,
      cards: member.cards as readonly Record<string, unknown>[],
      explanation: member.explanation as Record<string, unknown>,
      dueAt: member.dueAt === null ? null : new Date(member.dueAt),
      issuerId,
      batchId: stored.id,
      leaf: leaves[index] ?? "",
    }));
    for (let from = 0; from < rows.length; from += 1_000)
      await tx.insert(notificationMember).values(rows.slice(from, from + 1_000));
    return { id: stored.id, seal };
  });
}

/** What stands in the tables of a batch: for tests to look at. */
export async function stateOf(scope: Scope, batchId: number) {
  return withScope(scope, async (tx) => {
    const [batch] = await tx.execute<{ state: string; releases_at: string | null; note: string | null }>(
      sql`select state, releases_at, note from app.notification_batch where id = ${batchId}`,
    );
    const outbox = await tx.execute<{ mailbox: string; due_at: string; useless_at: string; customer_id: string }>(
      sql`select mailbox, due_at, useless_at, customer_id from app.outbox where batch_id = ${batchId} order by mailbox`,
    );
    const arms = await tx.execute<{ customer_id: string; arm: string | null; outcome: string | null }>(
      sql`select customer_id, arm, outcome from silver.notification_member where batch_id = ${batchId} order by customer_id`,
    );
    const said = await tx.execute<{ decision: string; person_name: string }>(
      sql`select decision, person_name from app.notification_decision where batch_id = ${batchId} order by id`,
    );
    return { state: batch?.state, note: batch?.note, outbox: [...outbox], arms: [...arms], said: [...said] };
  });
}

/** As the owner of the database, who passes every guard: what somebody does behind the product's back. */
export async function behindItsBack(work: (owner: postgres.Sql) => Promise<unknown>): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set");
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}
