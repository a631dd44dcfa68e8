import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "../problem";
import { blockProblems, blocksOf } from "./check-block";
import { readLines } from "./check-lines";
import { fieldsOf, type Layout } from "./layout";

/**
 * Holds finished NAUPA II bytes to what the standard says of every file, whatever wrote them: records of 625 ASCII bytes
 * ended by CR LF; blocks of HOLDER, PROPERTY (with its PROPADD) and SUMINFO and nothing else; sequence numbers 1, 2, 3 …;
 * counts and sums of SUMINFO equal to those of its block; names of A–Z, 0–9, space and &; numbers of digits; one state in
 * the whole file; aggregates only where allowed.
 */
export function checkNaupa2(
  bytes: Uint8Array,
  { layout, aggregateAllowed }: { readonly layout: Layout; readonly aggregateAllowed: boolean },
): readonly Problem[] {
  const { lines, problems } = readLines(bytes);
  if (problems.length > 0) return problems;
  const { blocks, problems: order } = blocksOf(lines);
  if (order.length > 0) return order;
  return [
    ...blocks.flatMap((block) => blockProblems(block, layout, aggregateAllowed)),
    ...stateProblems(lines, layout),
  ];
}

function stateProblems(lines: readonly string[], layout: Layout): Problem[] {
  const field = fieldsOf(layout, "HOLDER").find(({ rule }) => rule === "report state");
  if (!field) return [];
  const states = lines
    .filter((line) => line.startsWith("1"))
    .map((line) => line.slice(field.start - 1, field.start - 1 + field.length));
  if (new Set(states).size <= 1) return [];
  return [{ place: t("reportFile.place.file"), field: field.field, fault: t("reportFile.naupa2.oneState") }];
}
