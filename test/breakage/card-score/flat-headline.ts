import type { TypeFacts } from "@/lib/breakage/card-score/design";
import type { HazardSource } from "@/lib/breakage/card-score/hazard-source";

/** A headline that says the same of every type: a cumulative hazard by age, or one for all ages. */
export function flatHeadline(
  hazard: number | ((age: number) => number),
  typeIds: readonly number[] = [1],
): HazardSource {
  const at = typeof hazard === "number" ? () => hazard : hazard;
  return {
    typeIds: new Set(typeIds),
    ultimateAge: 60,
    hazard: (_, age) => at(age),
    reference: (_, age) => at(age),
  };
}

export const typeFacts = (id: number, changes: Partial<TypeFacts> = {}): TypeFacts => ({
  id,
  code: `T${id}`,
  name: `Type ${id}`,
  category: "Books",
  medium: "digital",
  fees: false,
  ...changes,
});
