import { createHash } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import { withScope } from "@/db/client";
import { membership, person } from "@/db/schema/identity";
import { env, publicUrl } from "@/lib/env";
import { permissionsOf } from "@/lib/identity/permissions";
import type { Scope } from "@/lib/identity/scope";
import type { JobContext, JobResult } from "@/lib/jobs/context";
import { listApprovals } from "../queries/approvals";
import { findSetting } from "../queries/settings";
import type { Provider } from "../sending/provider";
import { makeSmtp } from "../sending/smtp";
import { smtpServerOf } from "../sending/smtp-address";
import { approverMail } from "./approver-mail";
import { weekOfWaiting } from "./waiting-words";

/** Tried once: a mail that is lost costs a look at the queue, one that comes twice costs trust. */
export async function tellApproversJob(context: JobContext<unknown>): Promise<JobResult> {
  const url = env().SMTP_URL;
  if (!url) return { told: 0 };
  const provider = makeSmtp(smtpServerOf(url));
  try {
    const told = await context.step("telling", () => tellApprovers(context.scope, provider, new Date()));
    return { told };
  } finally {
    await provider.close();
  }
}

/** A mail to each manager for whom something is there to decide of which a week of waiting costs something. @returns how many were taken. */
export async function tellApprovers(scope: Scope, provider: Pick<Provider, "send">, now: Date): Promise<number> {
  const setting = await findSetting(scope);
  if (!setting) return 0;
  const waiting = (await listApprovals(scope, now)).waiting.filter((item) => weekOfWaiting(item) > 0n);
  let told = 0;
  for (const { personId, name, email } of await listApprovers(scope)) {
    const items = waiting.filter(
      ({ proposedBy, approvers }) => proposedBy !== personId && !approvers.some((one) => one.personId === personId),
    );
    if (items.length === 0) continue;
    const { subject, plain } = approverMail({ issuer: scope.issuer, baseUrl: publicUrl(), name, items });
    const { result } = await provider.send({
      key: keyOf(scope, personId, now),
      channel: "email",
      messageClass: "transactional",
      to: email,
      senderName: setting.senderName,
      senderAddress: setting.senderAddress,
      replyTo: setting.replyTo,
      subject,
      plain,
      html: null,
      headers: {},
    });
    if (result === "sent") told++;
  }
  return told;
}

function listApprovers(scope: Scope): Promise<{ personId: number; name: string; email: string }[]> {
  return withScope(
    scope,
    async (tx) => {
      const members = await tx
        .select({ personId: person.id, name: person.name, email: person.email, role: membership.role })
        .from(membership)
        .innerJoin(person, eq(person.id, membership.personId))
        .where(and(eq(membership.issuerId, scope.issuerId), isNull(membership.disabledAt), isNull(person.disabledAt)))
        .orderBy(asc(person.id));
      return members.filter(({ role }) => permissionsOf(role).has("notification.approve"));
    },
    { readOnly: true },
  );
}

/** Of no batch, so that no key of a reminder is the same. */
const keyOf = (scope: Scope, personId: number, now: Date) =>
  createHash("sha256")
    .update(`approver\n${scope.issuerId}\n${personId}\n${now.toISOString()}`)
    .digest("hex")
    .slice(0, 32);
