/** What is at stake for a holder opens to his own cards: the foot of the opened list is the figure that was pressed. */
import { beforeAll, describe, expect, it } from "vitest";
import { UnknownFilters } from "@/lib/breakage/unknown-filters";
import { getAboutToLapse } from "@/lib/cards/queries/about-to-lapse";
import { listCards } from "@/lib/cards/queries/list";
import { cardListParams, lapseParams } from "@/lib/cards/schema";
import type { Scope } from "@/lib/identity/scope";
import { loadBatch, makeIssuer, type TestCard } from "../support/cards";

type Asked = Readonly<Record<string, string>>;

const asOf = "2024-06-30";
let own: Scope;
let stranger: Scope;

const cardsOf = (scope: Scope, asked: Asked) => listCards(scope, cardListParams.parse({ asOf, ...asked }));

beforeAll(async () => {
  [own, stranger] = [await makeIssuer("HOLDERS"), await makeIssuer("OTHERS")];
  const card = (id: string, customer: string | undefined, ends: Partial<TestCard>): TestCard => ({
    id,
    type: "T",
    soldOn: "2024-01-10",
    ...(customer ? { customer } : {}),
    ...ends,
  });
  const cards = [
    card("lapses", "ada", { expiresOn: "2024-07-20", fundsExpireOn: "2024-07-20" }),
    card("stays", "ada", { expiresOn: "2024-07-25", fundsExpireOn: "2025-07-25" }),
    card("later", "ada", { expiresOn: "2025-07-25" }),
    // "anonymous" may be a customer's own id.
    card("named-so", "anonymous", { expiresOn: "2024-07-10" }),
    card("nobody-1", undefined, { expiresOn: "2024-07-01", fundsExpireOn: "2024-07-01" }),
    card("nobody-2", undefined, { expiresOn: "2024-07-02" }),
    card("reloaded", "bo", { expiresOn: "2024-07-15" }),
  ];
  await loadBatch(own, {
    types: [{ code: "T" }],
    customers: [
      { id: "ada", name: "Ada" },
      { id: "anonymous", name: "A. Nonymous" },
      { id: "bo", name: "Bo" },
    ],
    cards,
    events: [
      ...cards.map(({ id }, at) => ({
        id: `s-${id}`,
        card: id,
        kind: "sale" as const,
        amount: 1_000 * (at + 1),
        on: "2024-01-10",
      })),
      { id: "r", card: "stays", kind: "redemption", amount: -300, on: "2024-02-01" },
      { id: "l", card: "reloaded", kind: "reload", amount: 450, on: "2024-02-02" },
      { id: "v", card: "reloaded", kind: "void", amount: -7_000, on: "2024-02-03", corrects: "s-reloaded" },
    ],
  });
});

describe("what is about to lapse, by holder", () => {
  it("opens to the holder's cards: 27.00 of Ada's, of which 10.00 lapse and 17.00 stay; 110.00 of nobody named", async () => {
    const { rows, period } = await getAboutToLapse(own, lapseParams.parse({ asOf }));
    const behind = async (of: Asked) => {
      const { total } = await cardsOf(own, { ...period, of: "usable-until", owed: "only", ...of });
      return [total.cards, total.owed];
    };
    const worked = [
      [null, 2, 11_000n, 5_000n],
      ["anonymous", 1, 4_000n, 0n],
      ["ada", 2, 2_700n, 1_000n],
      // Its sale was taken back: what was loaded since is owed on one card all the same.
      ["bo", 1, 450n, 0n],
    ];
    expect(rows.map((row) => [row.customer?.id ?? null, row.cards, row.atStake, row.lapses])).toEqual(worked);
    for (const { customer, cards, atStake, lapses, staysOwed } of rows) {
      const holder: Asked = customer ? { customer: customer.id } : { holder: "anonymous" };
      expect(await behind(holder)).toEqual([cards, atStake]);
      expect((await behind({ ...holder, funds: "gone" }))[1]).toBe(lapses);
      expect((await behind({ ...holder, funds: "there" }))[1]).toBe(staysOwed);
    }
  });

  it("is told of all his cards where no window is asked for, and of no one else's", async () => {
    const ids = async (asked: Asked) => (await cardsOf(own, { of: "all", ...asked })).items.map(({ id }) => id).sort();
    expect(await ids({ customer: "ada" })).toEqual(["lapses", "later", "stays"]);
    expect(await ids({ holder: "anonymous" })).toEqual(["nobody-1", "nobody-2"]);
    expect(await ids({ customer: "anonymous" })).toEqual(["named-so"]);
  });

  it("says of a customer that is not there, or not ours, that there is none", async () => {
    await expect(cardsOf(own, { of: "all", customer: "nobody" })).rejects.toThrow(UnknownFilters);
    await expect(cardsOf(own, { of: "all", customer: "unknown" })).rejects.toThrow(UnknownFilters);
    await expect(cardsOf(stranger, { of: "all", customer: "ada" })).rejects.toThrow(UnknownFilters);
    // Hers, but none that expired in the year: nothing is no mistake.
    expect((await cardsOf(own, { customer: "ada" })).items).toEqual([]);
  });

  it("refuses to be of one customer and of nobody named at once", () => {
    expect(cardListParams.safeParse({ customer: "ada", holder: "anonymous" }).success).toBe(false);
  });
});
