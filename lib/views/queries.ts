import { and, asc, eq, or } from "drizzle-orm";
import { withScope } from "@/db/client";
import { person } from "@/db/schema/identity";
import { savedView } from "@/db/schema/programme";
import type { Scope } from "@/lib/identity/scope";
import type { Screen } from "./schema";

export type ViewRow = {
  id: number;
  screen: string;
  name: string;
  state: Record<string, string>;
  shared: boolean;
  defaultForRole: string | null;
  owner: string | null;
  isOwn: boolean;
};

/** One's own views and the shared ones of the same issuer. */
export async function listViews(scope: Scope, screen?: Screen): Promise<ViewRow[]> {
  const rows = await withScope(
    scope,
    (tx) =>
      tx
        .select({ view: savedView, owner: person.name })
        .from(savedView)
        .leftJoin(person, eq(person.id, savedView.personId))
        .where(
          and(
            eq(savedView.issuerId, scope.issuerId),
            screen ? eq(savedView.screen, screen) : undefined,
            or(eq(savedView.shared, true), eq(savedView.personId, scope.personId ?? 0)),
          ),
        )
        .orderBy(asc(savedView.screen), asc(savedView.name), asc(savedView.id))
        .limit(200),
    { readOnly: true },
  );
  return rows.map(({ view: { id, screen: on, name, state, shared, defaultForRole, personId }, owner }) => {
    return { id, screen: on, name, state, shared, defaultForRole, owner, isOwn: personId === scope.personId };
  });
}
