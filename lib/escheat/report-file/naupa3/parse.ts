import { create } from "xmlbuilder2";
import { Invalid } from "@/lib/errors";
import { t } from "@/lib/messages/escheat-files";
import type { XmlElement, XmlNode } from "./shape";

type DomNode = ReturnType<typeof create>["node"];

const elementType = 1;
const textType = 3;

/**
 * XML as nested elements, the document's own element by its name. Attributes are left out: whoever needs to be sure that
 * there are none writes the result anew and compares.
 * @throws Invalid when the text is no XML.
 */
export function parseXml(xml: string): XmlElement {
  return childrenOf(documentOf(xml), (child) => child.nodeType === elementType);
}

function documentOf(xml: string): DomNode {
  try {
    return create(xml).doc().node;
  } catch (cause) {
    throw new Invalid(t("reportFile.read.noXml"), { status: 422, cause });
  }
}

/** An element of nothing but text is that text; of anything else, its children by name: `#comment` fits no schema. */
function nodeOf(node: DomNode): XmlNode {
  if ([...node.childNodes].every((child) => child.nodeType === textType)) return node.textContent ?? "";
  return childrenOf(node, (child) => child.nodeType !== textType || (child.textContent ?? "").trim() !== "");
}

function childrenOf(node: DomNode, keep: (child: DomNode) => boolean): XmlElement {
  const children = new Map<string, XmlNode[]>();
  for (const child of node.childNodes) {
    if (!keep(child)) continue;
    const before = children.get(child.nodeName);
    if (before) before.push(nodeOf(child));
    else children.set(child.nodeName, [nodeOf(child)]);
  }
  return Object.fromEntries([...children].map(([name, found]) => [name, oneOrAll(found)]));
}

function oneOrAll(found: readonly XmlNode[]): XmlNode | readonly XmlNode[] {
  const [only, ...more] = found;
  return only !== undefined && more.length === 0 ? only : found;
}
