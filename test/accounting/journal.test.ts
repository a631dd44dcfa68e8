import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountMap, accountMapInput, defaultAccounts } from "@/lib/accounting/account-map";
import { balanced, type JournalLine, journalOf } from "@/lib/accounting/journal";
import { movementNames, NO_MOVEMENT } from "@/lib/accounting/movements";
import { type RollForwardRow, rollForward } from "@/lib/accounting/roll-forward";
import { monthCells } from "./arbitrary";

const classic = { cardType: "CLASSIC", brand: "NORTH", currency: "USD", standing: "paid" } as const;
const january = { from: "2024-01-01", to: "2024-01-31" };

function rowsOf(movements: Partial<typeof NO_MOVEMENT>): RollForwardRow[] {
  const cells = [{ ...classic, month: "2024-01-01", movements: { ...NO_MOVEMENT, ...movements } }];
  return rollForward({ ...january, openings: [], cells });
}
function linesOf(rows: readonly RollForwardRow[], accounts: AccountMap = defaultAccounts): JournalLine[] {
  const outcome = journalOf(rows, accounts);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
}
const sides = (lines: readonly JournalLine[]) =>
  lines.map(({ accountName, debit, credit }) => `${debit > 0n ? "Dr" : "Cr"} ${accountName} ${debit + credit}`);

describe("the journal", () => {
  it.each([
    ["a sale", { sold: 100n }, ["Dr Cash 100", "Cr Gift-card contract liability 100"]],
    ["a redemption", { redeemed: 100n }, ["Dr Gift-card contract liability 100", "Cr Sales revenue 100"]],
    ["a refund", { refunded: 100n }, ["Dr Gift-card contract liability 100", "Cr Cash 100"]],
    ["a fee", { fees: 100n }, ["Dr Gift-card contract liability 100", "Cr Card fee revenue 100"]],
    ["breakage", { breakage: 100n }, ["Dr Gift-card contract liability 100", "Cr Breakage revenue 100"]],
    ["breakage taken back", { breakage: -100n }, ["Dr Breakage revenue 100", "Cr Gift-card contract liability 100"]],
    [
      "presumed abandonment",
      { toEscheatPayable: 100n },
      ["Dr Gift-card contract liability 100", "Cr Unclaimed property payable 100"],
    ],
    ["a remittance", { escheated: 100n }, ["Dr Unclaimed property payable 100", "Cr Cash 100"]],
    [
      "a card honoured after it",
      { claimedFromStates: 100n },
      ["Dr Receivable from states 100", "Cr Gift-card contract liability 100"],
    ],
  ])("books %s on both sides", (_, movements, expected) => {
    expect(sides(linesOf(rowsOf(movements)))).toEqual(expected);
  });

  it("dates lines on the last day of the month and says which cell they come from", () => {
    expect(linesOf(rowsOf({ sold: 12_345n }))[0]).toEqual({
      date: "2024-01-31",
      account: "1000",
      accountName: "Cash",
      debit: 12_345n,
      credit: 0n,
      currency: "USD",
      memo: "Cards sold: CLASSIC, 2024-01",
      source: { month: "2024-01-01", cardType: "CLASSIC", brand: "NORTH", standing: "paid", movement: "sold" },
    });
  });

  it("of any roll-forward balances in every month and currency and moves liability and payable by just what the rows do, given cards apart", () => {
    fc.assert(
      fc.property(fc.array(monthCells, { maxLength: 30 }), (cells) => {
        const rows = rollForward({ from: "2024-01-01", to: "2024-12-31", openings: [], cells });
        const lines = linesOf(rows);
        for (const currency of ["USD", "EUR"]) {
          const own = lines.filter((line) => line.currency === currency);
          expect(own.reduce((sum, { debit, credit }) => sum + debit - credit, 0n)).toBe(0n);
          const net = (code: string) =>
            own.filter(({ account }) => account === code).reduce((sum, { debit, credit }) => sum + credit - debit, 0n);
          const owed = rows.filter((row) => row.currency === currency && row.standing !== "given");
          const change = owed.reduce((sum, { opening, closing }) => sum + closing - opening, 0n);
          const payable = owed.reduce((sum, row) => sum + row.payableClosing - row.payableOpening, 0n);
          expect([net(defaultAccounts.contractLiability.code), net(defaultAccounts.escheatPayable.code)]).toEqual([
            change,
            payable,
          ]);
        }
      }),
    );
  });

  it("has no line for cards that were given away", () => {
    const rows = rowsOf({ sold: 100n }).map((row) => ({ ...row, standing: "given" as const }));
    expect(linesOf(rows)).toEqual([]);
  });

  it("is refused when a row does not add up, naming the cell and the difference", () => {
    const rows = rowsOf({ sold: 10_000n }).map((row) => ({ ...row, closing: 9_900n, payableClosing: 5n }));
    expect(journalOf(rows, defaultAccounts)).toEqual({
      ok: false,
      problems: [
        { field: "2024-01 CLASSIC", message: expect.stringMatching(/^the liability .* 1\.00 USD/) },
        { field: "2024-01 CLASSIC", message: expect.stringMatching(/^the payable .* -0\.05 USD/) },
      ],
    });
  });

  it("is refused out of balance per month and currency, though the sums of all currencies be equal", () => {
    const [debit, credit] = linesOf(rowsOf({ sold: 10_000n }));
    if (!debit || !credit) throw new Error("a sale has two lines");
    expect(balanced([debit, { ...credit, currency: "EUR" }])).toEqual({
      ok: false,
      problems: [
        { field: "2024-01-31 USD", message: "debits are 100.00 USD higher" },
        { field: "2024-01-31 EUR", message: "credits are 100.00 EUR higher" },
      ],
    });
    expect(balanced([debit, { ...credit, date: "2024-02-29" }]).ok).toBe(false);
    expect(balanced([debit, credit]).ok).toBe(true);
  });

  it("is refused with a line that has both sides, none, or one below 0", () => {
    const [debit] = linesOf(rowsOf({ sold: 10_000n }));
    if (!debit) throw new Error("a sale has two lines");
    for (const wrong of [
      { ...debit, credit: 10_000n },
      { ...debit, debit: 0n },
      { ...debit, debit: -1n, credit: -1n },
    ])
      expect(balanced([wrong])).toMatchObject({ ok: false, problems: [{ field: "lines.0" }] });
  });

  it("has an entry for every movement there is", () => {
    for (const movement of movementNames) expect(linesOf(rowsOf({ [movement]: 1n }))).toHaveLength(2);
  });
});

describe("the account map", () => {
  const problems = (map: unknown) => {
    const parsed = accountMapInput.safeParse(map);
    return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  };

  it("can be edited: lines go to the new accounts", () => {
    const map = accountMapInput.parse({ ...defaultAccounts, cash: { code: " 1010 ", name: "Till" } });
    expect(linesOf(rowsOf({ sold: 1n }), map)[0]).toMatchObject({ account: "1010", accountName: "Till" });
  });

  it("lets what is earned share an account under one name", () => {
    const sales = defaultAccounts.redemptions;
    expect(problems({ ...defaultAccounts, breakageRevenue: sales, feeRevenue: sales })).toEqual([]);
    expect(problems({ ...defaultAccounts, feeRevenue: { ...sales, name: "Fees" } })).toEqual([
      "feeRevenue.name: differs from the name that redemptions gives the same account",
    ]);
  });

  it("refuses to hide what is owed to states in revenue or in what is owed to holders", () => {
    expect(problems({ ...defaultAccounts, breakageRevenue: defaultAccounts.escheatPayable })).toEqual([
      "breakageRevenue.code: is the account of escheatPayable, which must not be shared",
    ]);
    expect(problems({ ...defaultAccounts, escheatPayable: defaultAccounts.contractLiability })).toEqual([
      "escheatPayable.code: is the account of contractLiability, which must not be shared",
    ]);
  });

  it("refuses a role without account and an account without number", () => {
    const { cash: _, ...rest } = defaultAccounts;
    expect(problems(rest)).toEqual([expect.stringMatching(/^cash: /)]);
    expect(problems({ ...defaultAccounts, cash: { code: " ", name: "Cash" } })).toEqual(["cash.code: is empty"]);
    expect(problems({ ...defaultAccounts, bank: { code: "1", name: "Bank" } })).toHaveLength(1);
    expect(problems(defaultAccounts)).toEqual([]);
  });
});
