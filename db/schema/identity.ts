import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, primaryKey, text, timestamp, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { roles } from "@/lib/identity/constants";
import { issuer } from "./programme";
import { app, type TableClass } from "./schemas";

/** People, how they prove who they are, and what they did. */
export const identityClasses = {
  "app.person": "L",
  "app.membership": "L",
  "app.session": "L",
  "app.invitation": "L",
  "app.api_key": "L",
  "app.throttle": "L",
  "app.audit_event": "L",
} as const satisfies Record<string, TableClass>;

export const person = app.table(
  "person",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    email: text().notNull(),
    name: text().notNull(),
    /** scrypt with its parameters; null for people who sign in through their identity provider only. */
    passwordHash: text("password_hash"),
    language: text().notNull().default("en"),
    disabledAt: timestamp("disabled_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }),
  },
  (t) => [uniqueIndex("person_email_key").on(sql`lower(${t.email})`)],
);

export const membership = app.table(
  "membership",
  {
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    personId: integer("person_id")
      .notNull()
      .references(() => person.id),
    role: text({ enum: roles }).notNull(),
    /** An admin closes the door to one issuer only; the same person's other memberships are not his to touch. */
    disabledAt: timestamp("disabled_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: "membership_pkey", columns: [t.issuerId, t.personId] }),
    index("membership_person_idx").on(t.personId),
  ],
);

export const session = app.table(
  "session",
  {
    /** Hex SHA-256 of the token in the cookie: what is stored here opens nothing. */
    tokenHash: text("token_hash").primaryKey(),
    personId: integer("person_id")
      .notNull()
      .references(() => person.id),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    endedAt: timestamp("ended_at", { withTimezone: true }),
    userAgent: text("user_agent"),
    address: text(),
  },
  (t) => [index("session_person_idx").on(t.personId)],
);

export const invitation = app.table(
  "invitation",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    email: text().notNull(),
    role: text({ enum: roles }).notNull(),
    /** 'invite' adds a member, 'reset' lets an existing one choose a new password. */
    purpose: text({ enum: ["invite", "reset"] }).notNull(),
    tokenHash: text("token_hash").notNull(),
    invitedBy: integer("invited_by"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    usedAt: timestamp("used_at", { withTimezone: true }),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (t) => [unique("invitation_token_key").on(t.tokenHash), index("invitation_issuer_idx").on(t.issuerId)],
);

export const apiKey = app.table(
  "api_key",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    issuerId: integer("issuer_id")
      .notNull()
      .references(() => issuer.id),
    name: text().notNull(),
    /** The first characters, so that a person recognises the key; the whole is shown once and kept as a hash. */
    prefix: text().notNull(),
    keyHash: text("key_hash").notNull(),
    scopes: text().array().notNull(),
    createdBy: integer("created_by"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true }),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (t) => [unique("api_key_hash_key").on(t.keyHash), index("api_key_issuer_idx").on(t.issuerId)],
);

/** Counters of attempts per bucket and window, shared by all processes. */
export const throttle = app.table("throttle", {
  bucket: text().primaryKey(),
  windowStartedAt: timestamp("window_started_at", { withTimezone: true }).notNull(),
  count: integer().notNull(),
  blockedUntil: timestamp("blocked_until", { withTimezone: true }),
});

/** Who did what, when, from where. The application's role can add to it and read it, nothing else. */
export const auditEvent = app.table(
  "audit_event",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Null for what belongs to no issuer, such as a failed sign-in under an unknown name. */
    issuerId: integer("issuer_id").references(() => issuer.id),
    personId: integer("person_id"),
    /** A person's name or a key's, as it was then. */
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    address: text(),
    occurredAt: timestamp("occurred_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("audit_event_issuer_idx").on(t.issuerId, t.occurredAt)],
);
