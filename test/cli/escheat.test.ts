import { describe, expect, it } from "vitest";
import { neededColumns } from "@/lib/escheat/file/columns";
import { fileCommand } from "../support/file-command";

const { file, run } = fileCommand("escheat");

type Cells = Readonly<Record<string, string>>;

const plain: Cells = {
  sold_on: "2022-03-15",
  owner_state: "WV",
  incorporation_state: "DE",
  has_expiry: "false",
  has_fees: "no",
  cash_redeemable: "false",
  open_loop: "false",
  issuer_type: "third-party",
  promotional: "false",
  merchandise_only: "true",
  face: "100.00",
  balance: "100.00",
  currency: "USD",
};

const lineOf = (columns: readonly string[], cells: Cells) => columns.map((column) => cells[column] ?? "").join(",");
/** A file with a line for each card, which differs from the plain one as told. */
function textOf(cards: readonly Cells[], columns: readonly string[] = neededColumns): string {
  const lines = cards.map((cells, i) => lineOf(columns, { card: String(i + 1), ...plain, ...cells }));
  return [columns.join(","), ...lines].join("\n");
}

const asOf = ["--as-of", "2026-06-30"];

async function determined(cards: readonly Cells[], columns?: readonly string[], words: readonly string[] = asOf) {
  const { exitCode, stdout, stderr } = await run(
    "determine",
    await file("cards.csv", textOf(cards, columns)),
    ...words,
    "--json",
  );
  expect([exitCode, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}

async function refused(text: string) {
  const { exitCode, stdout, stderr } = await run("determine", await file("bad.csv", text), ...asOf, "--json");
  expect([exitCode, stdout]).toEqual([1, ""]);
  return stderr;
}
const columns: readonly string[] = neededColumns;
const columnOf = (name: string) => columns.indexOf(name) + 1;

describe("escheat determine FILE.csv", () => {
  it("--json prints one object: for each card jurisdiction, dates, letters, amount, and why", async () => {
    const printed = await determined([{}]);
    expect(Object.keys(printed)).toEqual(["asOf", "currency", "cards"]);
    const [{ reasons, ...card }] = printed.cards;
    expect(card).toEqual({
      card: "1",
      jurisdiction: "US-WV",
      priorityRule: "first",
      outcome: "escheats",
      exemption: null,
      ruleVersion: 0,
      clockStartOn: "2022-12-31",
      dormancyEndsOn: "2025-12-31",
      presumedAbandonedOn: "2025-12-31",
      reportYear: 2026,
      reportDueOn: "2026-10-31",
      lettersFrom: "2026-07-03",
      lettersTo: "2026-09-01",
      letterRequired: true,
      amount: "60.00",
      needsCounsel: ["share", "reportCutoff", "letters"],
    });
    expect(reasons).toContain("The card is presumed abandoned on 2025-12-31.");
  });

  it("without --json prints a line per card, and the sum of each outcome", async () => {
    const cards = await file(
      "cards.csv",
      textOf([{}, { balance: "20.00" }, { owner_state: "CT" }, { owner_state: "KY" }]),
    );
    const { stdout } = await run("determine", cards, ...asOf);
    expect(stdout).toMatch(/^1 +US-WV +first +escheats +2025-12-31 +2026-10-31 +2026-07-03 to 2026-09-01 +60\.00 /m);
    expect(stdout).toMatch(/^3 +US-CT +first +exempt: by-category +– +– +none required +0\.00$/m);
    expect(stdout).toContain("As of 2026-06-30: escheats 2 (80.00 USD); exempt 1; needs-counsel 1.");
  });

  it("reads states by code and by name, ZIP codes alone, and columns in any order and case", async () => {
    const columns = [...neededColumns].reverse();
    const text = textOf(
      [{ owner_state: "West Virginia" }, { owner_state: "US-WV" }, { owner_state: "", owner_zip: "25305" }],
      columns,
    );
    const { stdout } = await run(
      "determine",
      await file("cards.csv", text.replace("owner_zip", "Owner_ZIP")),
      ...asOf,
      "--json",
    );
    const places = JSON.parse(stdout).cards.map((card: { jurisdiction: string }) => card.jurisdiction);
    expect(places).toEqual(["US-WV", "US-WV", "US-WV"]);
  });

  it("counts last_activity_on as any kind of activity: New Jersey's clock starts anew, West Virginia's does not", async () => {
    const sold = { sold_on: "2019-02-01", last_activity_on: "2024-04-01" };
    const { cards } = await determined([
      { owner_state: "NJ", ...sold },
      { owner_state: "WV", ...sold },
    ]);
    expect(cards.map((card: { clockStartOn: string }) => card.clockStartOn)).toEqual(["2024-04-01", "2019-12-31"]);
  });

  it("lets the owner act on the day of the sale and on the as-of date", async () => {
    const cells = { owner_state: "NJ", sold_on: "2022-03-15" };
    const days = ["2022-03-15", "2026-06-30"].map((last_activity_on) => ({ ...cells, last_activity_on }));
    const { cards } = await determined(days);
    expect(cards.map((card: { clockStartOn: string }) => card.clockStartOn)).toEqual(["2022-03-15", "2026-06-30"]);
  });

  it("tells kinds of activity apart where they have columns: an enquiry moves New Jersey's clock, not Michigan's", async () => {
    const enquiry = { sold_on: "2019-02-01", last_activity_on: "2024-04-01", last_enquiry_on: "2024-04-01" };
    const cards = [
      { owner_state: "NJ", ...enquiry },
      { owner_state: "MI", ...enquiry },
    ];
    const printed = await determined(cards, [...neededColumns, "last_enquiry_on"]);
    expect(printed.cards.map((card: { clockStartOn: string }) => card.clockStartOn)).toEqual([
      "2024-04-01",
      "2019-02-01",
    ]);
  });

  it("takes empty answers for unknown: without one about fees Hawaii's exemption stays open", async () => {
    const { cards } = await determined([
      { owner_state: "HI", has_fees: "" },
      { owner_state: "HI" },
      { owner_state: "HI", has_fees: "yes", sold_on: "2020-01-01" },
    ]);
    expect(cards.map((card: { outcome: string }) => card.outcome)).toEqual(["needs-counsel", "exempt", "escheats"]);
    expect(cards[0].needsCounsel).toContain("card.hasFees");
  });

  it("sends cards without an address, or with one abroad, to the state of incorporation", async () => {
    const columns = [...neededColumns, "owner_country"];
    const cards: Cells[] = [{ owner_state: "" }, { owner_state: "ON", owner_country: "Canada", owner_zip: "K1A 0B1" }];
    const printed = await determined(cards, columns);
    for (const card of printed.cards) expect(card).toMatchObject({ jurisdiction: "US-DE", priorityRule: "second" });
    expect(printed.cards.map((card: { letterRequired: boolean }) => card.letterRequired)).toEqual([false, true]);
  });

  it("follows counsel's choices, Texas for no address and the second state for exempt cards", async () => {
    const texas = await determined([{ owner_state: "" }], undefined, [...asOf, "--texas-address"]);
    expect(texas.cards[0]).toMatchObject({ jurisdiction: "US-TX", priorityRule: "deemed-address" });
    const second = await determined([{ owner_state: "CT" }], undefined, [...asOf, "--second-takes-exempt"]);
    expect(second.cards[0]).toMatchObject({ jurisdiction: "US-DE", priorityRule: "second" });
  });

  it("writes amounts with the decimals of the currency", async () => {
    const { currency, cards } = await determined([{ currency: "KWD", face: "10.005", balance: "10.005" }]);
    expect([currency, cards[0].amount]).toEqual(["KWD", "6.003"]);
  });
});

describe("a file that cannot be used", () => {
  it.each([
    ["owner_state", "ZZ", 'owner_state is "ZZ": that is no state'],
    ["sold_state", "XX", 'sold_state is "XX": that is no state'],
    ["owner_zip", "2139", "a ZIP code has five digits"],
    ["owner_zip", "21300", "no place has that code"],
    ["sold_on", "2023-02-29", "write a date that exists"],
    ["sold_on", "", "sold_on is empty"],
    ["sold_on", "2026-07-01", "sold after 2026-06-30"],
    ["last_activity_on", "2022-03-14", "before the sale on 2022-03-15"],
    ["last_activity_on", "2026-07-01", "after 2026-06-30"],
    ["expires_on", "2027-01-01", "has_expiry is false"],
    ["has_fees", "perhaps", "write true, false or nothing"],
    ["issuer_type", "robot", "write one of retailer, restaurant"],
    ["cash_redeemable", "true", "not good for merchandise only"],
    ["face", "-1.00", "face is negative"],
    ["balance", "1.005", "the decimals that USD has"],
    ["balance", "", "the balance is empty"],
    ["balance", "100.01", "above the face value 100.00"],
    ["currency", "XYZ", "is no currency"],
    ["card", "", "the card has no number"],
  ])("with %s as %j names line and column and says why", async (column, cell, why) => {
    const stderr = await refused(textOf([{}, { [column]: cell }]));
    const place = column === "cash_redeemable" ? "merchandise_only" : column;
    expect(stderr).toContain(`bad.csv, line 3, column ${columnOf(place)}: `);
    expect(stderr).toContain(why);
  });

  it("names the state of incorporation where no address stands in for it, and not where one does", async () => {
    const stderr = await refused(textOf([{ owner_state: "", incorporation_state: "" }]));
    expect(stderr).toContain(`line 2, column ${columnOf("incorporation_state")}: incorporation_state is empty`);
    expect((await determined([{ incorporation_state: "" }])).cards[0].outcome).toBe("escheats");
  });

  it("with two currencies is refused naming both lines", async () => {
    const stderr = await refused(textOf([{}, {}, { currency: "CAD" }]));
    expect(stderr).toContain(`line 4, column ${columnOf("currency")}: the currency is CAD, and in line 2 it is USD`);
  });

  it("with a card twice names both lines", async () => {
    expect(await refused(textOf([{ card: "A" }, { card: "B" }, { card: "A" }]))).toContain(
      'line 4, column 1: card "A" stands in line 2 already',
    );
  });

  it("allows more on a card than its face value once a load is told", async () => {
    const loaded = { balance: "150.00", last_load_on: "2023-01-01" };
    const printed = await determined([loaded], [...neededColumns, "last_load_on"]);
    expect(printed.cards[0].amount).toBe("60.00");
  });

  it("with a missing or unknown column, or cells beyond the header, names it", async () => {
    expect(
      await refused(
        textOf(
          [{}],
          neededColumns.filter((name) => name !== "has_fees"),
        ),
      ),
    ).toContain("the header has no column has_fees");
    expect(await refused(textOf([{}], [...neededColumns, "colour"]))).toContain(
      `line 1, column ${neededColumns.length + 1}: there is no column "colour"`,
    );
    expect(await refused(`${textOf([{}])},1,2`)).toContain("line 2: there are 20 cells under a header of 18");
    expect(await refused(neededColumns.join(","))).toContain("no card below it");
    expect(await refused("")).toContain("the file is empty");
  });

  it("names every bad line, in order, ten at most and how many more there are", async () => {
    const stderr = await refused(textOf([{ owner_state: "ZZ", sold_on: "x" }, {}, { balance: "-1" }]));
    expect(stderr.split("\n").map((line) => line.slice(0, line.indexOf(":")))).toEqual([
      `${await file("bad.csv", "")}, line 2, column 2`,
      `${await file("bad.csv", "")}, line 2, column 4`,
      `${await file("bad.csv", "")}, line 4, column ${columnOf("balance")}`,
    ]);
    expect(await refused(textOf(Array.from({ length: 12 }, () => ({ owner_state: "ZZ" }))))).toContain("and 2 more");
  });

  it("words that make no sense exit with 2", async () => {
    const good = await file("cards.csv", textOf([{}]));
    expect((await run("determine", good, "--as-of", "June")).exitCode).toBe(2);
    expect((await run("determine", "nowhere.csv")).exitCode).toBe(2);
    expect((await run("determine")).exitCode).toBe(2);
  });
});
