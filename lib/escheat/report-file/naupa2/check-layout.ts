import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "../problem";
import { readRule, ruleFault } from "./field-rule";
import {
  fieldsOf,
  type Layout,
  type LayoutField,
  lastByte,
  type Naupa2Record,
  naupa2Records,
  recordBytes,
} from "./layout";
import { neededValues } from "./value-names";

/**
 * Everything that makes a layout unusable: fields over one another, before byte 2 or beyond byte 625, rules that name
 * nothing we have or do not fit their field, and values without which no file can be checked.
 */
export function layoutProblems(layout: Layout): Problem[] {
  return [
    ...layout.flatMap(fieldProblems),
    ...naupa2Records.flatMap((record) => [...overlaps(layout, record), ...gaps(layout, record)]),
  ];
}

const placeOf = (record: Naupa2Record): string => t("reportFile.naupa2.layoutPlace", { record });

function fieldProblems(field: LayoutField): Problem[] {
  const say = (fault: string): Problem => ({ place: placeOf(field.record), field: field.field, fault });
  const problems: Problem[] = [];
  if (field.start < 2) problems.push(say(t("reportFile.naupa2.firstByte")));
  if (lastByte(field) > recordBytes) problems.push(say(t("reportFile.naupa2.beyond", { last: lastByte(field) })));
  const rule = readRule(field);
  const fault = typeof rule === "string" ? rule : ruleFault(field, rule);
  return fault === null ? problems : [...problems, say(fault)];
}

function overlaps(layout: Layout, record: Naupa2Record): Problem[] {
  const sorted = fieldsOf(layout, record).toSorted((one, other) => one.start - other.start);
  const problems: Problem[] = [];
  let reach: LayoutField | null = null;
  for (const field of sorted) {
    if (reach && field.start <= lastByte(reach)) {
      const fault = t("reportFile.naupa2.overlap", { other: reach.field, start: field.start });
      problems.push({ place: placeOf(record), field: field.field, fault });
    }
    if (!reach || lastByte(field) > lastByte(reach)) reach = field;
  }
  return problems;
}

/** A record of additional owners is needed only where somebody reports property of several. */
function gaps(layout: Layout, record: Naupa2Record): Problem[] {
  const fields = fieldsOf(layout, record);
  if (record === "PROPADD" && fields.length === 0) return [];
  const rules = new Set(fields.map(({ rule }) => rule));
  return neededValues[record]
    .filter((name) => !rules.has(name))
    .map((name) => ({ place: placeOf(record), field: name, fault: t("reportFile.naupa2.noField") }));
}
