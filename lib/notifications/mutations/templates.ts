import { and, eq, sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { notificationTemplate } from "@/db/schema/notification";
import { civilDateIn } from "@/lib/dates";
import { Conflict, Invalid } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-templates";
import { readLintContext } from "../queries/template-context";
import { readTemplate, readVersions, type Template } from "../queries/templates";
import { blocks, type LintFinding } from "../templates/finding";
import { lintTemplate } from "../templates/lint";
import type { SaveTemplateInput, TemplateDraft } from "../templates/schema";
import { shippedTemplates } from "../templates/shipped";

/**
 * A new version, in use from now on. What was approved keeps the version it was approved with.
 * @throws Invalid that names everything which forbids it; Conflict when another was written since `seen`, or when nothing
 * would change.
 */
export function saveTemplate(
  scope: Scope,
  input: SaveTemplateInput,
  now: Date,
): Promise<{ id: number; version: number }> {
  const { seen, ...draft } = input;
  return withScope(scope, async (tx) => {
    await takeTurns(tx, scope);
    const versions = await readVersions(tx, scope, draft);
    const newest = versions[0];
    if ((newest?.version ?? 0) !== seen) throw new Conflict(t("templates.meanwhile"));
    if (newest && newest.withdrawnAt === null && sameWords(newest, draft))
      throw new Conflict(t("templates.unchangedRefused"));
    const findings = lintTemplate(draft, await readLintContext(tx, scope, civilDateIn(scope.issuer.timeZone, now)));
    if (blocks(findings)) throw refusal(findings);
    return writeVersion(tx, scope, draft, seen + 1, now);
  });
}

/** @throws Conflict when it is withdrawn already, NotFound. */
export function withdrawTemplate(scope: Scope, wanted: number, now: Date): Promise<{ version: number }> {
  return withScope(scope, async (tx) => {
    await takeTurns(tx, scope);
    const template = await readTemplate(tx, scope, wanted);
    if (template.withdrawnAt !== null) throw new Conflict(t("templates.withdrawnAlready"));
    await tx
      .update(notificationTemplate)
      .set({ withdrawnAt: now })
      .where(and(eq(notificationTemplate.issuerId, scope.issuerId), eq(notificationTemplate.id, wanted)));
    await writeAudit(tx, scope, {
      action: "notification.template-withdrawn",
      subject: nameOf(template),
      detail: { version: template.version },
    });
    return { version: template.version };
  });
}

/** The shipped words for every kind that has none yet; what somebody has written stays as it is. */
export function addShippedTemplates(scope: Scope, now: Date): Promise<{ written: number }> {
  return withScope(scope, async (tx) => {
    await takeTurns(tx, scope);
    let written = 0;
    for (const draft of shippedTemplates) {
      if ((await readVersions(tx, scope, draft)).length > 0) continue;
      await writeVersion(tx, scope, draft, 1, now);
      written++;
    }
    return { written };
  });
}

async function writeVersion(tx: Tx, scope: Scope, draft: TemplateDraft, version: number, now: Date) {
  const [made] = await tx
    .insert(notificationTemplate)
    .values({
      issuerId: scope.issuerId,
      ...draft,
      version,
      personId: scope.personId,
      createdByName: scope.actor,
      createdAt: now,
    })
    .returning({ id: notificationTemplate.id });
  if (!made) throw new Error("The template was not stored");
  await writeAudit(tx, scope, {
    action: "notification.template-written",
    subject: nameOf(draft),
    detail: { version, class: draft.messageClass, subject: draft.subject },
  });
  return { id: made.id, version };
}

type Words = Pick<Template, "messageClass" | "subject" | "body">;
const sameWords = (a: Words, b: Words): boolean =>
  a.subject === b.subject && a.body === b.body && a.messageClass === b.messageClass;

/** Two writers at once take turns: who comes second sees the version that was written. */
const takeTurns = (tx: Tx, scope: Scope) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('notification_template'), ${scope.issuerId}::int)`);

const nameOf = ({ reason, channel, language }: Pick<Template, "reason" | "channel" | "language">): string =>
  `${t(`notify.reason.${reason}`)}, ${t(`templates.channel.${channel}`)}, ${language}`;

/** Each field with all that is wrong in it. */
function refusal(findings: readonly LintFinding[]): Invalid {
  const fields: Record<string, string> = {};
  for (const { field, severity, text } of findings) {
    if (severity === "block") fields[field] = fields[field] ? `${fields[field]} ${text}` : text;
  }
  return new Invalid(t("templates.refused"), { fields, status: 422 });
}
