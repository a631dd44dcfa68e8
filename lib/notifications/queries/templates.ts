import { and, desc, eq } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationTemplate } from "@/db/schema/notification";
import { NotFound } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { Channel, MessageClass, ReminderReason } from "../constants";
import type { TemplateKey } from "../templates/schema";

export type Template = {
  readonly id: number;
  readonly reason: ReminderReason;
  readonly channel: Channel;
  readonly language: string;
  readonly version: number;
  readonly messageClass: MessageClass;
  readonly subject: string;
  readonly body: string;
  readonly personId: number | null;
  readonly createdByName: string;
  readonly createdAt: Date;
  readonly withdrawnAt: Date | null;
};

const columns = {
  id: notificationTemplate.id,
  reason: notificationTemplate.reason,
  channel: notificationTemplate.channel,
  language: notificationTemplate.language,
  version: notificationTemplate.version,
  messageClass: notificationTemplate.messageClass,
  subject: notificationTemplate.subject,
  body: notificationTemplate.body,
  personId: notificationTemplate.personId,
  createdByName: notificationTemplate.createdByName,
  createdAt: notificationTemplate.createdAt,
  withdrawnAt: notificationTemplate.withdrawnAt,
};

const { reason, channel, language, version, issuerId, id } = notificationTemplate;

/** All versions, the newest of each kind first: `chooseTemplate` picks among them. */
export function readTemplates(tx: Tx, scope: Scope): Promise<Template[]> {
  return tx
    .select(columns)
    .from(notificationTemplate)
    .where(eq(issuerId, scope.issuerId))
    .orderBy(reason, channel, language, desc(version));
}

export const listTemplates = (scope: Scope): Promise<Template[]> =>
  withScope(scope, (tx) => readTemplates(tx, scope), { readOnly: true });

/** @throws NotFound. */
export async function readTemplate(tx: Tx, scope: Scope, wanted: number): Promise<Template> {
  const [found] = await tx
    .select(columns)
    .from(notificationTemplate)
    .where(and(eq(issuerId, scope.issuerId), eq(id, wanted)));
  if (!found) throw new NotFound("This template");
  return found;
}

export const getTemplate = (scope: Scope, wanted: number): Promise<Template> =>
  withScope(scope, (tx) => readTemplate(tx, scope, wanted), { readOnly: true });

/** Versions of one kind, newest first; empty where nobody has written any. */
export function readVersions(tx: Tx, scope: Scope, key: TemplateKey): Promise<Template[]> {
  return tx
    .select(columns)
    .from(notificationTemplate)
    .where(
      and(eq(issuerId, scope.issuerId), eq(reason, key.reason), eq(channel, key.channel), eq(language, key.language)),
    )
    .orderBy(desc(version));
}

export const listVersions = (scope: Scope, key: TemplateKey): Promise<Template[]> =>
  withScope(scope, (tx) => readVersions(tx, scope, key), { readOnly: true });
