import { once } from "node:events";
import { PassThrough } from "node:stream";
import type { LoadScope, RefusedRow } from "../plan";
import { storeFile } from "./file";

/**
 * Bad rows of a check beyond those that its result holds, kept as a file of one JSON text a line: a check may find more of
 * them than memory or a row of the database should hold. The file is stored as it grows, apart from the check's own
 * transaction, of which nothing stays.
 */
export class MoreRows {
  private open: { stream: PassThrough; stored: Promise<{ id: number }> } | undefined;

  constructor(
    private readonly scope: LoadScope,
    private readonly name: string,
  ) {}

  async add(row: RefusedRow): Promise<void> {
    this.open ??= this.begin();
    const { stream, stored } = this.open;
    // Where storing has failed nobody drains the stream any more, and that failure is what is to be told.
    if (!stream.write(`${JSON.stringify(row)}\n`)) await Promise.race([once(stream, "drain"), stored]);
  }

  /** @returns the file's id, or null where there were no such rows. */
  async end(): Promise<number | null> {
    if (!this.open) return null;
    this.open.stream.end();
    return (await this.open.stored).id;
  }

  /** What was stored of it so far goes. */
  async abort(): Promise<void> {
    if (!this.open) return;
    this.open.stream.destroy(new Error("The check has stopped"));
    await this.open.stored.catch(() => undefined);
  }

  private begin() {
    const stream = new PassThrough();
    stream.on("error", () => undefined);
    const stored = storeFile(this.scope, this.name, stream);
    stored.catch(() => undefined);
    return { stream, stored };
  }
}
