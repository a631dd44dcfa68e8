import path from "node:path/posix";
import type { ReaderLimits } from "../limits";
import { type Display, displayOf } from "./cell";
import { sizeText, UnreadableFile } from "./source";
import { type Attributes, readXml, type XmlReader } from "./xml";
import { type ZipEntry, zipPart } from "./zip";

/** A workbook laid on disk, its directory read and found harmless. */
export type Archive = {
  readonly file: string;
  readonly name: string;
  readonly entries: readonly ZipEntry[];
  readonly limits: ReaderLimits;
};

export const WORKBOOK = "xl/workbook.xml";

export type Sheet = { readonly title: string; readonly entry: ZipEntry };
export type Workbook = {
  /** As its tabs stand, those that are hidden last. */
  readonly sheets: readonly Sheet[];
  readonly is1904: boolean;
  readonly strings: readonly string[];
  /** By the number that a cell has for its style. */
  readonly displays: readonly Display[];
};

/** All of a workbook but its rows. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const parts = await readRelations(archive);
  const tabs: { title: string; isHidden: boolean; id: string }[] = [];
  let is1904 = false;
  await readPart(archive, WORKBOOK, {
    open(name, attributes) {
      if (name === "workbookPr") is1904 = ["1", "true"].includes(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const isHidden = (attributes.state ?? "visible") !== "visible";
      tabs.push({ title: attributes.name ?? "", isHidden, id: relationId(attributes) });
    },
  });
  const sheets = [...tabs.filter((tab) => !tab.isHidden), ...tabs.filter((tab) => tab.isHidden)].flatMap((tab) => {
    const part = parts.find(({ id, kind }) => id === tab.id && kind === "worksheet");
    const entry = archive.entries.find((one) => one.path === part?.path);
    return entry ? [{ title: tab.title, entry }] : [];
  });
  const partOf = (kind: string) => parts.find((part) => part.kind === kind)?.path;
  const strings = await readStrings(archive, partOf("sharedStrings"));
  const displays = await readDisplays(archive, partOf("styles"));
  return { sheets, is1904, strings, displays };
}

const relationId = (attributes: Attributes): string =>
  Object.entries(attributes).find(([name]) => name.endsWith(":id"))?.[1] ?? "";

/** Where the workbook's parts lie, each with what it is. */
async function readRelations(archive: Archive): Promise<{ id: string; kind: string; path: string }[]> {
  const found: { id: string; kind: string; path: string }[] = [];
  await readPart(archive, "xl/_rels/workbook.xml.rels", {
    open(name, { Id = "", Type = "", Target = "" }) {
      if (name !== "Relationship") return;
      found.push({ id: Id, kind: path.basename(Type), path: path.resolve("/xl", Target).slice(1) });
    },
  });
  return found;
}

/** Texts that cells refer to by number, without what is written beside Japanese words to say how they are read. */
async function readStrings(archive: Archive, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  let isText = false;
  let isReading = false;
  await readPart(archive, part, {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") isReading = true;
      else if (name === "t") isText = !isReading;
    },
    text(more) {
      if (isText) text += more;
    },
    close(name) {
      if (name === "si") strings.push(text);
      else if (name === "rPh") isReading = false;
      else if (name === "t") isText = false;
    },
  });
  return strings;
}

async function readDisplays(archive: Archive, part: string | undefined): Promise<Display[]> {
  const codes = new Map<number, string>();
  const displays: Display[] = [];
  let isCellFormat = false;
  await readPart(archive, part, {
    open(name, attributes) {
      if (name === "cellXfs") isCellFormat = true;
      const id = Number(attributes.numFmtId ?? 0);
      if (name === "numFmt") codes.set(id, attributes.formatCode ?? "");
      if (name === "xf" && isCellFormat) displays.push(displayOf(id, codes.get(id)));
    },
    close(name) {
      if (name === "cellXfs") isCellFormat = false;
    },
  });
  return displays;
}

/** One of the parts that are held in memory; none is there where the workbook needs none. */
async function readPart(archive: Archive, part: string | undefined, reader: XmlReader): Promise<void> {
  const { file, name, entries, limits } = archive;
  const entry = entries.find((one) => one.path === part);
  if (!entry) return;
  if (entry.unpacked > limits.sharedStringBytes) {
    throw new UnreadableFile(
      name,
      `The workbook holds more than ${sizeText(limits.sharedStringBytes)} of text. Export it as CSV.`,
    );
  }
  for await (const _ of readXml(zipPart(file, name, entry), reader));
}
