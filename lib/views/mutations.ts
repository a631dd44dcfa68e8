import { and, eq, or, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { savedView } from "@/db/schema/programme";
import { civilDateIn } from "@/lib/dates";
import { Forbidden, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import { may, type Scope } from "@/lib/identity/scope";
import type { ViewInput } from "./schema";

/**
 * Keeps the state of a screen under a name; the same name of the same person is written over. One that opens first takes
 * the place of the one that did: a shared one that of the role's, one's own only one's own.
 */
export function saveView(scope: Scope, input: ViewInput, now: Date): Promise<{ id: number }> {
  const personId = requirePerson(scope);
  if (input.shared && !may(scope, "view.share")) {
    throw new Forbidden("Your role may keep views for yourself, not share them.");
  }
  if (input.defaultForRole && !input.shared && input.defaultForRole !== scope.role) {
    throw new Forbidden("A view that opens first for others has to be shared with them.");
  }
  return withScope(scope, async (tx) => {
    if (input.defaultForRole) {
      await tx
        .update(savedView)
        .set({ defaultForRole: null })
        .where(
          and(
            eq(savedView.issuerId, scope.issuerId),
            eq(savedView.screen, input.screen),
            eq(savedView.defaultForRole, input.defaultForRole),
            or(eq(savedView.personId, personId), input.shared ? eq(savedView.shared, true) : sql`false`),
          ),
        );
    }
    const values = { state: input.state, shared: input.shared, defaultForRole: input.defaultForRole };
    const [kept] = await tx
      .insert(savedView)
      .values({
        issuerId: scope.issuerId,
        personId,
        screen: input.screen,
        name: input.name,
        ...values,
        createdOn: civilDateIn(scope.issuer.timeZone, now),
      })
      .onConflictDoUpdate({
        target: [savedView.issuerId, savedView.personId, savedView.screen, savedView.name],
        set: values,
      })
      .returning({ id: savedView.id });
    if (!kept) throw new NotFound("This view");
    const detail = { screen: input.screen, shared: input.shared, opensFirstFor: input.defaultForRole };
    await writeAudit(tx, scope, { action: "view.saved", subject: input.name, detail });
    return kept;
  });
}

/** One's own; a shared one also by whoever may share. */
export function removeView(scope: Scope, viewId: number): Promise<void> {
  const personId = requirePerson(scope);
  return withScope(scope, async (tx) => {
    const [removed] = await tx
      .delete(savedView)
      .where(
        and(
          eq(savedView.issuerId, scope.issuerId),
          eq(savedView.id, viewId),
          or(eq(savedView.personId, personId), may(scope, "view.share") ? eq(savedView.shared, true) : sql`false`),
        ),
      )
      .returning({ name: savedView.name, screen: savedView.screen });
    if (!removed) throw new NotFound("This view");
    await writeAudit(tx, scope, { action: "view.removed", subject: removed.name, detail: { screen: removed.screen } });
  });
}

function requirePerson(scope: Scope): number {
  if (scope.personId === null) throw new Forbidden("Views belong to people.");
  return scope.personId;
}
