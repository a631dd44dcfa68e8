import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { isMarkOpen, unusedColumns } from "@/lib/ingest/draft";
import { storeFile } from "@/lib/ingest/mutations/file";
import type { LoadScope } from "@/lib/ingest/plan";
import { describeFiles } from "@/lib/ingest/queries/describe";
import { createIssuer } from "../support/issuer";
import { check, type Files, load, makeIssuer, plainMapping, rows } from "./support/issuer";

const sales = (...amounts: string[]) =>
  `id;card;kind;amount;occurredAt;merchant;corrects\n${amounts
    .map((amount, at) => `s${at};c${at};sale;${amount};2024-01-10;;\n`)
    .join("")}`;
const cards = (type: string, count: number) =>
  `id,cardType,customer,soldOn,expiresOn\n${Array.from({ length: count }, (_, at) => `c${at},${type},,,\n`).join("")}`;
const types = "code,name,currency,fundsExpire,validityDays\nUS,US,USD,,\nJP,JP,JPY,,\nKW,KW,KWD,,\n";
const files = (type: string, ...amounts: string[]): Files => ({
  "types.csv": types,
  "cards.csv": cards(type, amounts.length),
  "events.csv": sales(...amounts),
});
const stored = (scope: LoadScope) =>
  rows<{ amount: string }>(scope, "select amount::text from silver.card_transaction order by source_id");
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: Error) => error.message,
  );

describe("a file whose amounts may all be a thousand times as much", () => {
  it("is not loaded through a mapping that does not say what marks decimals, and is told by column", async () => {
    const scope = await makeIssuer("THOUSANDS");
    for (const amounts of [
      ["12,500", "7,250"],
      ["1.500", "10.000"],
    ]) {
      const said = await failure(check(scope, files("US", ...amounts)));
      expect(said).toMatch(/^events\.csv: Column 4 \(amount\): "(12,500|1\.500)" may be a thousand times as much/);
      expect(said).toContain('"decimalMark": "." or "decimalMark": "," in its part for events*.');
    }
    expect(await stored(scope)).toEqual([]);
  });

  it("is read as the mapping says, or as one amount further down does", async () => {
    const kuwait = await makeIssuer("DINARS");
    await load(kuwait, files("KW", "12,500", "7,250"), plainMapping({ decimalMark: "," }));
    expect(await stored(kuwait)).toEqual([{ amount: "12500" }, { amount: "7250" }]);
    const states = await makeIssuer("DOLLARS");
    await load(states, files("US", "12,500", "7,250"), plainMapping({ decimalMark: "." }));
    expect(await stored(states)).toEqual([{ amount: "1250000" }, { amount: "725000" }]);
    const third = await makeIssuer("DOLLARS2");
    await load(third, files("US", "12,500", "7,250", "0.50"));
    expect(await stored(third)).toEqual([{ amount: "1250000" }, { amount: "725000" }, { amount: "50" }]);
  });

  it("has its rows refused where the currency cannot have the decimals that are written", async () => {
    const scope = await makeIssuer("YEN");
    const { refused, counts } = await load(scope, files("JP", "2.000", "3000"), plainMapping({ decimalMark: "." }));
    expect(counts.card_transaction).toMatchObject({ read: 2, new: 1, refused: 1 });
    const said = refused.flatMap(({ problems }) => problems.map(({ field, code, reason }) => [field, code, reason]));
    expect(said).toContainEqual([
      "amount",
      "amount-precision",
      "Amount is written with three decimals, which JPY does not have, so the sign before them may group thousands. Say in the mapping what marks decimals, or write fewer.",
    ]);
  });

  it("asks for an answer at the screen, unless a row beyond the first hundred gives it", async () => {
    const scope = await createIssuer("MARKS");
    const described = async (name: string, text: string) => {
      const { id } = await storeFile(scope, name, Readable.from([Buffer.from(text)]));
      const [report] = await describeFiles(scope, [id]);
      if (!report?.file) throw new Error(`${name} was not read`);
      return report.file;
    };
    const open = await described("events-open.csv", sales("12,500", "7,250"));
    expect([open.part.decimalMark, isMarkOpen(open.part, open)]).toEqual([undefined, true]);
    expect(isMarkOpen({ ...open.part, decimalMark: "," }, open)).toBe(false);
    const late = await described("events-late.csv", sales(...Array(150).fill("12,500"), "7,5"));
    expect([late.part.decimalMark, isMarkOpen(late.part, late)]).toEqual([",", false]);
    const whole = await described("events-whole.csv", sales("50", "100"));
    expect([whole.part.decimalMark, isMarkOpen(whole.part, whole)]).toEqual([undefined, false]);
  });
});

describe("columns that hold values and are used for nothing", () => {
  const text = "id,cardType,customer,soldOn,expiresOn,colour,note\nc0,US,,2024-01-10,,red,\n";

  it("are told by check and load", async () => {
    const scope = await makeIssuer("UNUSED");
    const plan = { "types.csv": types, "cards.csv": text };
    const said = { file: "cards.csv", text: "Not used: 6 (colour). No field is read from what stands there." };
    expect((await check(scope, plan)).notices).toContainEqual(said);
    expect((await load(scope, plan)).notices).toContainEqual(said);
  });

  it("are told while columns are chosen", async () => {
    const scope = await createIssuer("UNUSED2");
    const { id } = await storeFile(scope, "cards.csv", Readable.from([Buffer.from(text)]));
    const [report] = await describeFiles(scope, [id]);
    if (!report?.file) throw new Error("not read");
    expect(unusedColumns(report.file.part, report.file)).toEqual(["6 (colour)"]);
    const { expiresOn: _, ...columns } = report.file.part.columns;
    expect(unusedColumns({ ...report.file.part, columns }, report.file)).toEqual(["6 (colour)"]);
    const { soldOn: __, ...fewer } = report.file.part.columns;
    expect(unusedColumns({ ...report.file.part, columns: fewer }, report.file)).toEqual(["4 (soldOn)", "6 (colour)"]);
  });
});
