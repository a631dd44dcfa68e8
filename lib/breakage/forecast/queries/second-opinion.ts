import { type SecondOpinion, secondOpinionInSteps } from "@/lib/breakage/forecast-view/second-opinion";
import type { Scope } from "@/lib/identity/scope";
import { lettingOthersGo } from "./let-others-go";
import type { TypePage } from "./type-page";

/** What it was made from never changes with a version, so neither does it: the last ones are kept, by issuer. */
const kept = new Map<string, Promise<SecondOpinion | null>>();
const MOST_KEPT = 64;

/** The second opinion of a card type's page; a tenth of a second and more. Null where the version has none of the type. */
export async function getSecondOpinion(scope: Scope, { type, version, own }: TypePage): Promise<SecondOpinion | null> {
  if (!own || !version) return null;
  const key = `${scope.issuerId}/${version.id}/${type.id}`;
  const known = kept.get(key);
  if (known) return known;
  const asked = lettingOthersGo(secondOpinionInSteps(own));
  kept.set(key, asked);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  asked.catch(() => kept.delete(key));
  return asked;
}
