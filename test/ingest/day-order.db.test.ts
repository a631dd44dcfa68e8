import { Readable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { type DomainError, Invalid } from "@/lib/errors";
import type { Scope } from "@/lib/identity/scope";
import type { DescribedFile } from "@/lib/ingest/describe";
import { dayReadBothWays, mappingForRun } from "@/lib/ingest/draft";
import { firstDraft } from "@/lib/ingest/first-draft";
import { type Mapping, mappingSchema } from "@/lib/ingest/mapping/schema";
import { storeFile } from "@/lib/ingest/mutations/file";
import { saveMapping } from "@/lib/ingest/mutations/mapping";
import { planFiles } from "@/lib/ingest/mutations/plan";
import { startImport } from "@/lib/ingest/mutations/start";
import { describeFiles } from "@/lib/ingest/queries/describe";
import type { DateFormat } from "@/lib/ingest/row/dates";
import { createIssuer } from "../support/issuer";
import { check, load, makeIssuer, plainMapping, rows } from "./support/issuer";

let scope: Scope;
beforeAll(async () => {
  scope = await createIssuer("DAYORDER");
});

/** So many sales on each of the days, as the file writes them, in this order. */
const sales = (perDay: number, ...days: string[]) =>
  `id,card,kind,amount,occurredAt,merchant,corrects\n${days
    .flatMap((day) => Array.from({ length: perDay }, (_, n) => `${day}-${n},c${day}-${n},sale,10.00,${day},,\n`))
    .join("")}`;
const january = (last: number) =>
  Array.from({ length: last }, (_, day) => `01/${String(day + 1).padStart(2, "0")}/2025`);

async function described(name: string, text: string): Promise<DescribedFile> {
  const { id } = await storeFile(scope, name, Readable.from([Buffer.from(text)]));
  const [report] = await describeFiles(scope, [id]);
  if (!report?.file) throw new Error(`${name} was not read`);
  return report.file;
}
const formatsOf = async (name: string, text: string) => (await described(name, text)).part.dateFormats;
const dated = (...dateFormats: DateFormat[]): Mapping => plainMapping({ dateFormats });

describe("a file whose first rows do not tell days from months", () => {
  it("is read in the order of a day further down, whether the file is small or of many megabytes", async () => {
    const [small, large] = [sales(600, ...january(20)), sales(6_000, ...january(13))];
    expect(small.lastIndexOf("01/12/2025")).toBeGreaterThan(256 * 1024);
    expect(large.indexOf("01/13/2025")).toBeGreaterThan(2 * 1024 * 1024);
    expect(await formatsOf("events-us.csv", small)).toEqual(["MM/DD/YYYY"]);
    expect(await formatsOf("events-us-large.csv", large)).toEqual(["MM/DD/YYYY"]);
  });

  it("where no day tells, or days tell either way, is for a person to say: nothing is chosen, and nothing is read so", async () => {
    const either = await described("events-either.csv", sales(3, ...january(12)));
    expect(either.part.dateFormats).toEqual([]);
    expect(dayReadBothWays(either)).toEqual({
      value: "01/02/2025",
      first: "DD/MM/YYYY",
      firstDay: "2025-02-01",
      other: "MM/DD/YYYY",
      otherDay: "2025-01-02",
    });
    expect(await formatsOf("events-mixed.csv", sales(100, "01/02/2025", "13/01/2025", "01/13/2025"))).toEqual([]);
    const [report] = await describeFiles(scope, [either.id]);
    const draft = firstDraft(report ? [report] : [], null);
    const asked = mappingSchema.safeParse(mappingForRun(draft, new Map([[either.id, either.name]])));
    expect(asked.error?.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual([
      ["files.0.dateFormats", "Choose how this file writes dates."],
    ]);
  });
});

describe("a mapping that reads days in both orders", () => {
  const both = dated("DD/MM/YYYY", "YYYY-MM-DD", "MM/DD/YYYY");

  it("loads nothing and is not saved, at whichever door, and is told by its field", async () => {
    const file = await described("events-both.csv", sales(1, "01/12/2025"));
    for (const work of [
      () => startImport(scope, { fileIds: [file.id], mapping: both, dryRun: false }),
      () => saveMapping(scope, { name: "both", mapping: both, replace: false }),
      async () => planFiles(both, []),
    ]) {
      const error = await work().then(
        () => null,
        (reason: DomainError) => reason,
      );
      expect(error).toBeInstanceOf(Invalid);
      expect([error?.status, Object.keys(error?.fields ?? {})]).toEqual([422, ["files.0.dateFormats"]]);
    }
    expect(await rows(scope, "select from silver.card_transaction")).toEqual([]);
  });
});

describe("a file in the other order than its mapping", () => {
  it("is told so by the check and the load, with how many rows and where", async () => {
    const scope = await makeIssuer("TURNED");
    await load(scope, { "types.csv": "code,name,currency,fundsExpire,validityDays\nT,T,USD,,\n" });
    const cards = `id,cardType,customer,soldOn,expiresOn\n${january(14)
      .map((day) => `c${day}-0,T,,,\n`)
      .join("")}`;
    const files = { "cards.csv": cards, "events.csv": sales(1, ...january(14)) };
    const found = await check(scope, files, dated("DD/MM/YYYY"));
    // Line 1 is the header, so the 13th day stands on line 14.
    const turned = found.notices.filter((notice) => notice.text.includes("the other way round"));
    expect(turned.map(({ file, text }) => [file, text.slice(0, 95)])).toEqual([
      ["events.csv", "2 rows have days with day and month the other way round than the mapping reads them (first on l"],
    ]);
    expect(turned[0]?.text).toContain('first on line 14: Happened on "01/13/2025" is a day as MM/DD/YYYY only');
    expect(found.counts.card_transaction).toMatchObject({ read: 14, new: 12, refused: 2 });
    const right = await load(scope, files, dated("MM/DD/YYYY"));
    expect(right.notices.filter((notice) => notice.text.includes("the other way round"))).toEqual([]);
    expect([right.refusedTotal, right.firstOn, right.lastOn]).toEqual([0, "2025-01-01", "2025-01-14"]);
  });
});
