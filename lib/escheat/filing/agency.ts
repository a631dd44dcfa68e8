import { t } from "@/lib/messages/escheat-filing";
import { jurisdictionName, stateOf } from "../jurisdiction-name";
import type { StateAgency } from "../letter/letter";

const COMMONWEALTHS: ReadonlySet<string> = new Set(["KY", "MA", "PA", "VA"]);
/** Called by their name alone. */
const PLAIN: ReadonlySet<string> = new Set(["DC", "PR", "GU", "VI", "AS", "MP"]);

/**
 * Whom an owner turns to once his property is with the state. The uniform act speaks of the state's administrator, and
 * offices change names and sites with elections; so the letter names the administrator, and the site of the states' own
 * association, which leads to each of their programmes. Null outside the United States.
 */
export function agencyOf(jurisdiction: string): StateAgency | null {
  const state = stateOf(jurisdiction);
  const name = jurisdictionName(jurisdiction);
  if (state === null || name === null) return null;
  const kind = COMMONWEALTHS.has(state) ? "commonwealth" : PLAIN.has(state) ? "plain" : "state";
  const full = t(`filing.agency.${kind}`, { name });
  return { state, jurisdiction: full, name: t("filing.agency.administrator", { jurisdiction: full }), website };
}

const website = "www.unclaimed.org";
