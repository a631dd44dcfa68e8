import { SaxesParser } from "saxes";

export type Attributes = Readonly<Record<string, string>>;
/** Names come without their prefix: some programs write `x:row` where others write `row`. */
export type XmlReader = {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
};

/** Reads XML piece by piece and gives the size of each piece once it is read. @throws Error where it is no XML. */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, reader: XmlReader): AsyncGenerator<number> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  parser.on("opentag", ({ name, attributes }) => reader.open?.(bare(name), attributes));
  parser.on("closetag", ({ name }) => reader.close?.(bare(name)));
  parser.on("text", (text) => reader.text?.(text));
  parser.on("cdata", (text) => reader.text?.(text));
  for await (const part of bytes) {
    parser.write(decoder.decode(part, { stream: true }));
    yield part.length;
  }
  parser.write(decoder.decode()).close();
}

const bare = (name: string): string => name.slice(name.indexOf(":") + 1);
