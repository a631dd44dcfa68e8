import { Invalid } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { t } from "@/lib/messages/escheat-files";

/** One thing that keeps a file from being written: where it stands, which field, and what is wrong with it. */
export type Problem = { readonly place: string; readonly field: string; readonly fault: string };

/** "Property 2, account GC-7, owner, contact: ZIP code is missing.". What a field holds is never repeated. */
export function problemSentence({ place, field, fault }: Problem): string {
  return t("reportFile.problem", { place, field, fault });
}

const shown = 20;

/**
 * Nothing is written when anything is wrong: a state returns a faulty file whole.
 * @throws Invalid that names the first twenty problems and says how many there are; returns when there is none.
 */
export function refuseProblems(problems: readonly Problem[]): void {
  const [first] = problems;
  if (!first) return;
  const fields = problems
    .slice(0, shown)
    .map(({ place, field, fault }) => [t("reportFile.problemField", { place, field }), fault] as const);
  throw new Invalid(
    t("reportFile.refused", { count: problems.length, n: formatCount(problems.length), first: problemSentence(first) }),
    { status: 422, fields: Object.fromEntries(fields) },
  );
}
