import { t } from "@/lib/messages/escheat-files";
import type { Problem } from "../problem";
import { type Field, isShape, listOf, type Shape, type XmlElement, type XmlNode } from "./shape";
import { textFault } from "./text-rule";

/** Every difference between an element and its shape. `place` says in words where the element stands. */
export function shapeProblems(shape: Shape, element: XmlElement, place: string): Problem[] {
  const known = new Set(shape.map((field) => field.name));
  const unknown = Object.keys(element)
    .filter((name) => !known.has(name))
    .map((name) => ({ place, field: name, fault: t("reportFile.unknownElement") }));
  return [...shape.flatMap((field) => fieldProblems(field, element, shape, place)), ...unknown];
}

function fieldProblems(field: Field, element: XmlElement, shape: Shape, place: string): Problem[] {
  const found = listOf(element[field.name]);
  const label = t(field.label);
  const occurs = field.occurs ?? "once";
  if (field.choice !== undefined) {
    const chosen = shape.filter((other) => other.choice === field.choice && element[other.name] !== undefined);
    const first = shape.find((other) => other.choice === field.choice);
    if (chosen.length !== 1 && field === first) return [{ place, field: label, fault: t("reportFile.chooseOne") }];
  } else if (found.length === 0 && (occurs === "once" || occurs === "many")) {
    return [{ place, field: label, fault: t("reportFile.missing") }];
  }
  if (found.length > 1 && (occurs === "once" || occurs === "maybe"))
    return [{ place, field: label, fault: t("reportFile.onlyOne") }];
  return found.flatMap((node, index) => {
    const numbered = found.length > 1 ? t("reportFile.numbered", { label, number: index + 1 }) : label;
    return nodeProblems(field, node, place, numbered);
  });
}

function nodeProblems({ of }: Field, node: XmlNode, place: string, label: string): Problem[] {
  if (isShape(of)) {
    const inside = t("reportFile.inside", { place, part: label });
    return typeof node === "string"
      ? [{ place, field: label, fault: t("reportFile.missing") }]
      : shapeProblems(of, node, inside);
  }
  const fault = typeof node === "string" ? textFault(of, node) : t("reportFile.noChildren");
  return fault === null ? [] : [{ place, field: label, fault }];
}

/** The same element with its children in the order of the schema, whatever order they were put in. */
export function inOrder(shape: Shape, element: XmlElement): XmlElement {
  const entries = shape.flatMap((field): [string, XmlNode | readonly XmlNode[]][] => {
    const { of } = field;
    const found = element[field.name];
    if (found === undefined) return [];
    if (!isShape(of)) return [[field.name, found]];
    const ordered = listOf(found).map((node) => (typeof node === "string" ? node : inOrder(of, node)));
    return [[field.name, ordered]];
  });
  return Object.fromEntries(entries);
}
