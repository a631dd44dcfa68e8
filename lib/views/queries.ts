import { and, asc, eq, or, sql } from "drizzle-orm";
import { withScope } from "@/db/client";
import { person } from "@/db/schema/identity";
import { savedView } from "@/db/schema/programme";
import type { Scope } from "@/lib/identity/scope";
import { type Screen, screens } from "./constants";
import { type Openings, openingState } from "./opening";

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
export async function listViews(scope: Scope, screen?: Screen, limit = 200): Promise<ViewRow[]> {
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
        .limit(limit),
    { readOnly: true },
  );
  return rows.map(({ view: { id, screen: on, name, state, shared, defaultForRole, personId }, owner }) => {
    return { id, screen: on, name, state, shared, defaultForRole, owner, isOwn: personId === scope.personId };
  });
}

/** The view with which each screen opens for this person: his own before the one shared with his role. */
export async function listOpenings(scope: Scope): Promise<Openings> {
  const { personId, role } = scope;
  if (personId === null || role === null) return {};
  const rows = await withScope(
    scope,
    (tx) =>
      tx
        .select({ screen: savedView.screen, state: savedView.state })
        .from(savedView)
        .where(
          and(
            eq(savedView.issuerId, scope.issuerId),
            eq(savedView.defaultForRole, role),
            or(eq(savedView.shared, true), eq(savedView.personId, personId)),
          ),
        )
        .orderBy(sql`${savedView.personId} = ${personId}`, asc(savedView.id)),
    { readOnly: true },
  );
  const openings: Partial<Record<Screen, Openings[Screen]>> = {};
  for (const row of rows) {
    const screen = screens.find((name) => name === row.screen);
    // One's own stand last and so write over.
    if (screen) openings[screen] = openingState(row.state);
  }
  return openings;
}
