/** A zip whose parts are stored as they are, to write by hand what no library of ours would write. */
export function storedZip(parts: Readonly<Record<string, string>>): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(parts)) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(text)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(bytes.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(head, name, bytes);
    directory.push(entry, name);
    offset += head.length + name.length + bytes.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook of sheets written by hand: title → what stands in its `sheetData`. */
export function handmadeWorkbook(
  sheets: Readonly<Record<string, string>>,
  more: { strings?: string; styles?: string; tabs?: string; properties?: string } = {},
): Buffer {
  const titles = Object.keys(sheets);
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const tabs = titles.map((title, at) => `<sheet name="${title}" sheetId="${at + 1}" r:id="s${at}"/>`).join("");
  return storedZip({
    ...Object.fromEntries(
      titles.map((title, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet><sheetData>${sheets[title]}</sheetData></worksheet>`,
      ]),
    ),
    "xl/workbook.xml": `<workbook xmlns:r="${RELATIONS}">${more.properties ?? ""}<sheets>${more.tabs ?? tabs}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${titles
      .map((_, at) => relation(`s${at}`, "worksheet", `worksheets/sheet${at + 1}.xml`))
      .join(
        "",
      )}${relation("t", "sharedStrings", "/xl/sharedStrings.xml")}${relation("f", "styles", "styles.xml")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst>${more.strings ?? ""}</sst>`,
    "xl/styles.xml": `<styleSheet>${more.styles ?? ""}</styleSheet>`,
  });
}
