import type { Encoding } from "@/lib/ingest/reader/encodings";

const tables = new Map<Encoding, ReadonlyMap<string, readonly number[]>>();

/** Text in an encoding that Node only reads: each sign by the bytes that are read as it. @throws for what it has not. */
export function encoded(text: string, encoding: Encoding): Buffer {
  const table = tables.get(encoding) ?? tableOf(encoding);
  tables.set(encoding, table);
  return Buffer.from(
    [...text].flatMap((sign) => {
      const bytes = table.get(sign);
      if (!bytes) throw new Error(`${encoding} has no ${sign}`);
      return bytes;
    }),
  );
}

function tableOf(encoding: Encoding): ReadonlyMap<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const note = (...bytes: number[]) => {
    try {
      // Without `stream` Node takes Windows-1252 for Latin-1.
      const sign = new TextDecoder(encoding, { fatal: true }).decode(Uint8Array.from(bytes), { stream: true });
      if ([...sign].length === 1 && !table.has(sign)) table.set(sign, bytes);
    } catch {
      // No sign has these bytes.
    }
  };
  for (let byte = 0; byte < 256; byte++) note(byte);
  if (encoding === "shift_jis")
    for (let lead = 0x81; lead <= 0xfc; lead++) for (let trail = 0x40; trail <= 0xfc; trail++) note(lead, trail);
  return table;
}
