/** What a file is by its first bytes; its name is not believed. */
export type Container = "text" | "gzip" | "zip" | "refused";

const refused: readonly (readonly [readonly number[], string])[] = [
  [[0x25, 0x50, 0x44, 0x46], "a PDF document"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Excel or Word file; save it as .xlsx or CSV"],
  [[0x37, 0x7a, 0xbc, 0xaf], "a 7-Zip archive; unpack it first"],
  [[0x52, 0x61, 0x72, 0x21], "a RAR archive; unpack it first"],
  [[0x42, 0x5a, 0x68], "a bzip2 file; unpack it first"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz file; unpack it first"],
  [[0x28, 0xb5, 0x2f, 0xfd], "a Zstandard file; unpack it first"],
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file; export it as CSV"],
  [[0x89, 0x50, 0x4e, 0x47], "a PNG picture"],
  [[0xff, 0xd8, 0xff], "a JPEG picture"],
  [[0x47, 0x49, 0x46, 0x38], "a GIF picture"],
  [[0x7f, 0x45, 0x4c, 0x46], "a program"],
  [[0x4d, 0x5a, 0x90, 0x00], "a program"],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], "an SQLite database"],
  [[0x4f, 0x62, 0x6a, 0x01], "an Avro file; export it as CSV"],
];

const begins = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);

export function container(bytes: Uint8Array): { container: Container; what: string } {
  if (begins(bytes, [0x1f, 0x8b])) return { container: "gzip", what: "a gzip file" };
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    return { container: "zip", what: "a zip archive" };
  }
  for (const [magic, what] of refused) if (begins(bytes, magic)) return { container: "refused", what };
  if (bytes.length > 262 && Buffer.from(bytes.subarray(257, 262)).toString("latin1") === "ustar") {
    return { container: "refused", what: "a tar archive; unpack it first" };
  }
  return { container: "text", what: "text" };
}
