import { fork } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { countEvents } from "@/lib/cards/queries/events";
import { eventListParams } from "@/lib/cards/schema";
import type { ExportFormat } from "@/lib/export/table";
import { type Bench, finding, requireEqual } from "./bench";
import { ISSUER, load, makeBase } from "./import-base";
import { cardsOf, transactionsPlan } from "./import-files";
import { alone } from "./pairs";
import type { BenchDatabase } from "./workshop";
import type { Made, Order } from "./x1-exporter";

const MOST_MB = 200;
const FORMATS = ["csv", "xlsx"] as const satisfies readonly ExportFormat[];
/** All that happened, from before the first event on. */
const WHOLE = { asOf: "2026-12-31", from: "2019-01-01", to: "2026-12-31" };

async function exported(database: BenchDatabase, order: Order): Promise<Made> {
  const child = fork(fileURLToPath(new URL("x1-exporter.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, DATABASE_URL: database.url },
  });
  child.send(order);
  const [made] = (await Promise.race([
    once(child, "message"),
    once(child, "exit").then(([code]) => {
      throw new Error(`The exporting process ended with ${code}`);
    }),
  ])) as [Made];
  return made;
}

/** Rows in the file, the head not counted. None of the bench has a line break in it. */
async function rowsIn(file: string, format: ExportFormat): Promise<number> {
  let rows = -1;
  if (format === "csv") {
    for await (const piece of createReadStream(file)) for (const byte of piece as Buffer) if (byte === 10) rows += 1;
    return rows;
  }
  const options = { worksheets: "emit", sharedStrings: "ignore", styles: "ignore", hyperlinks: "ignore" } as const;
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(file, options)) {
    for await (const _ of sheet) rows += 1;
    break;
  }
  return rows;
}

export const exportBench: Bench = {
  id: "X1",
  summary: "memory of the process that exports a list, and its rows",
  async run(context) {
    const { shop, scale, log } = context;
    const rows = Math.round(1_000_000 * scale);
    const database = await makeBase(context, "export", cardsOf(rows));
    await load(shop, database, transactionsPlan(cardsOf(rows), 0, rows, ""));
    const scope = await shop.scope(database, ISSUER);
    const listed = await shop.use(database, () => countEvents(scope, eventListParams.parse(WHOLE)));
    requireEqual("events listed", listed, rows);
    const folder = await mkdtemp(path.join(tmpdir(), "breakwater-export-"));
    try {
      const findings = [];
      for (const format of FORMATS) {
        const file = path.join(folder, `events.${format}`);
        const made = await exported(database, { issuer: ISSUER, table: "events", format, address: WHOLE, file });
        requireEqual(`rows of the ${format} file`, await rowsIn(file, format), listed);
        log(`${format}: ${made.seconds.toFixed(0)} s, ${made.beforeMb} MB before it, at most ${made.peakMb} MB`);
        const what = `megabytes that the export of ${rows.toLocaleString("en")} rows as ${format} takes`;
        const memory = alone(made.peakMb - made.beforeMb);
        findings.push(finding(what, `below ${MOST_MB}`, memory, (megabytes) => megabytes < MOST_MB, made));
      }
      return findings;
    } finally {
      await rm(folder, { recursive: true, force: true });
      await shop.drop("export");
    }
  },
};
