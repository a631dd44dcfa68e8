import { create } from "xmlbuilder2";
import { refuseProblems } from "../problem";
import { propertiesOf, type ReportProperty, type StateReport } from "../report";
import { checkNaupa3, type Naupa3Format } from "./check";
import { inOrder } from "./check-shape";
import { editionFacts, namespace } from "./edition";
import { frameElement, propertyElement } from "./elements";
import { frameShape, propertyShape } from "./report-shape";
import { listOf, type XmlElement } from "./shape";
import { naupa3Warnings } from "./warnings";

const layout = { prettyPrint: true, indent: "  ", newline: "\n", wellFormed: true } as const;

/** Where properties stand in the frame: before the end of Report. No text holds a line break, so there is only one. */
export const reportEnd = "\n    </Report>";
const propertyLevel = 3;

/**
 * A report as a NAUPA III file, in pieces: the beginning, one piece per property, the end. A builder's tree of the whole
 * file would take gigabytes for a large state.
 * @throws Invalid that names every problem, before the first piece.
 */
export function naupa3Pieces(report: StateReport, format: Naupa3Format): Generator<string> {
  refuseProblems(checkNaupa3(report, format));
  return piecesOf(report, format);
}

function* piecesOf(report: StateReport, format: Naupa3Format): Generator<string> {
  const [head = "", tail] = frameText(report, format).split(reportEnd);
  yield head;
  for (const property of propertiesOf(report)) yield `\n${propertyText(property, format)}`;
  if (tail !== undefined) yield reportEnd + tail;
  yield "\n";
}

/** The whole file as one text, and what its reader must know. @throws Invalid, see `naupa3Pieces`. */
export function naupa3Xml(report: StateReport, format: Naupa3Format): { xml: string; warnings: readonly string[] } {
  return { xml: [...naupa3Pieces(report, format)].join(""), warnings: naupa3Warnings(report, format) };
}

export function frameText(report: StateReport, { edition }: Naupa3Format): string {
  const facts = editionFacts[edition];
  const root = create({ version: "1.0", encoding: "UTF-8" }).ele(namespace, "Remittance", { version: edition });
  append(root, inOrder(frameShape(facts), frameElement(report, facts)));
  return root.end(layout);
}

export function propertyText(property: ReportProperty, { edition, propertyCode }: Naupa3Format): string {
  const facts = editionFacts[edition];
  const root = create().ele("Property");
  append(root, inOrder(propertyShape(facts), propertyElement(property, facts, propertyCode ?? "")));
  return root.end({ ...layout, headless: true, offset: propertyLevel });
}

/**
 * The library leaves an ampersand alone that looks like the beginning of an entity, so "AT&T;" would come out as XML that
 * no parser takes. Escaped beforehand, every ampersand is one it leaves alone.
 */
const escapeAmpersands = (text: string): string => text.replaceAll("&", "&amp;");

function append(parent: ReturnType<typeof create>, element: XmlElement): void {
  for (const [name, found] of Object.entries(element))
    for (const node of listOf(found)) {
      const child = parent.ele(name);
      if (typeof node !== "string") append(child, node);
      else if (node !== "") child.txt(escapeAmpersands(node));
    }
}
