/** One export in a process of its own, so that its memory is an export's and nothing else: forked by x1-export.ts. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { exchangeConnection } from "@/db/client";
import { exportAnswer } from "@/lib/export/answer";
import type { ExportFormat } from "@/lib/export/table";
import { scopeForOperator } from "@/lib/identity/scope";
import { peakMemory } from "./peak-memory";

export type Order = {
  readonly issuer: string;
  readonly table: string;
  readonly format: ExportFormat;
  readonly address: Readonly<Record<string, string>>;
  readonly file: string;
};
export type Made = {
  readonly seconds: number;
  /** With all that an export needs loaded, and after it. */
  readonly beforeMb: number;
  readonly peakMb: number;
};

process.once("message", async ({ issuer, table, format, address, file }: Order) => {
  const scope = await scopeForOperator(issuer);
  const { peakMb: beforeMb } = await peakMemory(() => Promise.resolve());
  const started = performance.now();
  const { peakMb } = await peakMemory(async () => {
    const { body } = await exportAnswer(scope, { table, format, address });
    if (!body) throw new Error("An export without a body");
    await pipeline(Readable.fromWeb(body as ReadableStream<Uint8Array>), createWriteStream(file));
  });
  process.send?.({ seconds: (performance.now() - started) / 1_000, beforeMb, peakMb } satisfies Made);
  await exchangeConnection(undefined)?.sql.end({ timeout: 5 });
  process.disconnect();
});
