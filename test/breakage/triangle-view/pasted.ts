import type { Triangle } from "@/lib/breakage/triangle/triangle";
import { emptyForm, type OwnForm } from "@/lib/breakage/triangle-view/own-form";
import type { OwnTriangle } from "@/lib/breakage/triangle-view/own-triangle";
import { readForm } from "@/lib/breakage/triangle-view/read-form";

/** A triangle as a person would paste it. */
export const csvOf = ({ origins, ages, cells }: Triangle): string =>
  [["origin", ...ages], ...origins.map((origin, i) => [origin, ...(cells[i] ?? []).map((cell) => cell ?? "")])]
    .map((line) => line.join(","))
    .join("\n");

export const filled = (part: Partial<OwnForm>): OwnForm => ({ ...emptyForm, ...part });

/** The reading of a form, or a failing test that shows its faults. */
export function pasted(part: Partial<OwnForm>): OwnTriangle {
  const reading = readForm(filled(part));
  if (!reading.ok) throw new Error(reading.faults.map(({ field, message }) => `${field}: ${message}`).join("\n"));
  return reading.value;
}

/** The faults as "field line:column message". */
export function faultsOf(part: Partial<OwnForm>): string[] {
  const reading = readForm(filled(part));
  return reading.ok
    ? []
    : reading.faults.map(({ field, line, column, message }) => `${field} ${line ?? "-"}:${column ?? "-"} ${message}`);
}

/** Face value and open balance of three months of one type: the worked example of the triangle README. */
export const OPEN_EXAMPLE = "origin,0,1,2\nJan,1000,600,480\nFeb,1000,700\nMar,500";

/** Three cohorts with the worked example of the screen's README: one step, f = 5500 ÷ 3000, σ² = 41.667. */
export const TWO_LINKS = "origin,1,2\na,1000,2000\nb,2000,3500\nc,1000";
