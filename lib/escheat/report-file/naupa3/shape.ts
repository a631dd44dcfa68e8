import type { t } from "@/lib/messages/escheat-files";
import type { MessageKey } from "@/lib/messages/message";
import type { TextRule } from "./text-rule";

/** An element of a file: its text, or its children by name. A name that repeats has its elements in a list. */
export type XmlNode = string | XmlElement;
export type XmlElement = { readonly [name: string]: XmlNode | readonly XmlNode[] };

/** What may stand in an element, in the order the schema prescribes. */
export type Shape = readonly Field[];

export type Field = {
  readonly name: string;
  /** The field in a person's words; of an element with children, what it is. */
  readonly label: MessageKey<typeof t>;
  readonly of: TextRule | Shape;
  readonly occurs?: "once" | "maybe" | "many" | "any";
  /** Of the fields with the same letter exactly one stands in the element. */
  readonly choice?: string;
};

export const isShape = (of: TextRule | Shape): of is Shape => Array.isArray(of);

export const listOf = (found: XmlNode | readonly XmlNode[] | undefined): readonly XmlNode[] =>
  found === undefined ? [] : isList(found) ? found : [found];

const isList = (found: XmlNode | readonly XmlNode[]): found is readonly XmlNode[] => Array.isArray(found);
