import { Invalid } from "@/lib/errors";
import { t } from "@/lib/messages/escheat-files";
import { refuseProblems } from "../problem";
import type { Naupa3Format } from "./check";
import { shapeProblems } from "./check-shape";
import { editionFacts, type Naupa3Edition, namespace, naupa3Editions } from "./edition";
import { parseXml } from "./parse";
import { findElement, textIn } from "./party-reader";
import { type FiledReport, readProperty, readReport } from "./report-reader";
import { frameShape, propertyShape } from "./report-shape";
import type { XmlElement } from "./shape";
import { frameText, propertyText, reportEnd } from "./write";

const propertyBegin = "\n      <Property>";
const propertyEnd = "\n      </Property>";

/**
 * Reads a file that `naupa3Xml` wrote back into the report. The library's parser forgives much (an element left open, a
 * wrong closing tag), so every piece is written anew and must be the same text: a file cut short, or changed by one
 * character, is refused.
 * @throws Invalid that says what is wrong, for any other file.
 */
export function readNaupa3(xml: string): { format: Naupa3Format; report: FiledReport } {
  const { frame, pieces } = split(xml);
  const { edition, root } = readRoot(frame);
  const facts = editionFacts[edition];
  refuseProblems(shapeProblems(frameShape(facts), root, t("reportFile.place.file")));
  const elements = pieces.map((piece, index) => {
    const element = findElement(parseXml(piece), "Property");
    if (!element) throw changed(index);
    return checked(element, index, edition);
  });
  const propertyCode = elements[0] ? textIn(elements[0], "TypeCode") : null;
  const format = { edition, propertyCode };
  const properties = elements.map((element) => readProperty(element, facts));
  const report = readReport(root, properties, facts);
  if (`${frameText({ ...report, state: "", year: 0 }, format)}\n` !== frame) throw changed();
  for (const [index, property] of properties.entries())
    if (`\n${propertyText(property, format)}` !== pieces[index]) throw changed(index);
  return { format, report };
}

const changed = (index?: number) =>
  new Invalid(
    index === undefined ? t("reportFile.read.changed") : t("reportFile.read.propertyChanged", { number: index + 1 }),
    { status: 422 },
  );

/** The properties, each by itself, and the file without them. */
function split(xml: string): { frame: string; pieces: string[] } {
  const begin = xml.indexOf(propertyBegin);
  const end = xml.lastIndexOf(reportEnd);
  if (begin === -1 || end < begin) return { frame: xml, pieces: [] };
  const pieces = xml
    .slice(begin, end)
    .split(propertyEnd)
    .map((piece) => piece + propertyEnd);
  const rest = pieces.pop();
  if (rest !== propertyEnd) throw changed();
  return { frame: xml.slice(0, begin) + xml.slice(end), pieces };
}

const head = (edition: Naupa3Edition): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Remittance xmlns="${namespace}" version="${edition}">\n`;

function readRoot(frame: string): { edition: Naupa3Edition; root: XmlElement } {
  const edition = naupa3Editions.find((known) => frame.startsWith(head(known)));
  const root = edition && findElement(parseXml(frame), "Remittance");
  if (!edition || !root) throw new Invalid(t("reportFile.read.noRemittance"), { status: 422 });
  return { edition, root };
}

function checked(element: XmlElement, index: number, edition: Naupa3Edition): XmlElement {
  const place = t("reportFile.place.readProperty", { number: index + 1 });
  refuseProblems(shapeProblems(propertyShape(editionFacts[edition]), element, place));
  return element;
}
