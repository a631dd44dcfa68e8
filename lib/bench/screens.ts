import { findRecognised } from "@/lib/accounting/queries/recognised";
import { findHeadline } from "@/lib/breakage/forecast/queries/headline";
import { getBreakage } from "@/lib/breakage/queries/report";
import { breakageParams } from "@/lib/breakage/schema";
import { getFreshness } from "@/lib/freshness/queries";
import { findSession } from "@/lib/identity/queries/session";
import type { Scope } from "@/lib/identity/scope";
import { listMilestones } from "@/lib/milestones/queries";
import { listAging } from "@/lib/overview/queries/aging";
import { getChange } from "@/lib/overview/queries/change";
import { listNotes } from "@/lib/overview/queries/notes";
import { getOverview } from "@/lib/overview/queries/overview";
import { overviewParams } from "@/lib/overview/schema";
import { listOpenings } from "@/lib/views/queries";

/** A screen's address, and what its page asks of the database. */
export type Screen = { readonly name: string; readonly path: string; ask(scope: Scope): Promise<unknown> };

const AS_OF = "2026-10-31";
/** Whole, or the server would first send to the address that is. */
const PINNED = `asOf=${AS_OF}&issuer=DEMO`;

function breakageBy(by: string): Screen {
  const params = breakageParams.parse({ asOf: AS_OF, by });
  return {
    name: `breakage by ${by}`,
    path: `/issuer/breakage?${PINNED}&by=${by}`,
    ask: (scope) =>
      Promise.all([
        getBreakage(scope, params),
        findHeadline(scope, params),
        findRecognised(scope, params),
        getFreshness(scope),
      ]),
  };
}

/** What the shell around every page asks: who is there, and which views open first for him. */
export const askOfShell = (scope: Scope, token: string): Promise<unknown> =>
  Promise.all([findSession(token, new Date()), listOpenings(scope)]);

const overview = overviewParams.parse({ asOf: AS_OF });

export const screens: readonly Screen[] = [
  {
    name: "overview",
    path: `/issuer/overview?${PINNED}`,
    ask: (scope) =>
      Promise.all([
        getOverview(scope, overview),
        findHeadline(scope, overview),
        findRecognised(scope, overview),
        listMilestones(scope),
        getFreshness(scope),
        listNotes(scope, overview, new Date()),
        getChange(scope, overview),
        listAging(scope, overview),
      ]),
  },
  breakageBy("card-type"),
  breakageBy("state"),
];
