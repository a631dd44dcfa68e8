/** The page of a cut: what can be chosen, what was, and the file of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { makeForecasts } from "@/lib/breakage/forecast/mutations/make";
import { getCutPage } from "@/lib/breakage/forecast/queries/cut-page";
import { cutChoices } from "@/lib/breakage/forecast-view/cut-members";
import { cutTriangleQuery } from "@/lib/breakage/forecast-view/schema";
import { NotFound } from "@/lib/errors";
import { findExport } from "@/lib/export/registry";
import type { Scope } from "@/lib/identity/scope";
import { makeIssuer } from "../../support/cards";
import { makeSmallProgramme, NOW } from "./small-programme";

let scope: Scope;
let stranger: Scope;
beforeAll(async () => {
  scope = await makeSmallProgramme("CUTPAGE");
  await makeForecasts(scope, {}, { now: NOW });
  stranger = await makeIssuer("OUTSIDE");
}, 120_000);

const pageOf = (asked: Record<string, string>, who = scope) => getCutPage(who, cutTriangleQuery.parse(asked));

describe("the page of a cut", () => {
  it("offers brands X and Y, both media, and of brand Y its only type", async () => {
    const { types, currency, found } = await pageOf({ brand: "Y" });
    const options = Object.fromEntries(
      cutChoices(types, currency, { brand: "Y" }).map(({ dimension, options }) => [
        dimension,
        options.map(({ id }) => id),
      ]),
    );
    expect(options).toMatchObject({ brand: ["X", "Y"], medium: ["physical"], "card-type": ["YA"] });
    expect([found?.types, found?.measure]).toEqual([1, "open"]);
  });

  it("asks for no triangle where the cut has no card type, and has no version before the data", async () => {
    const cuts: Record<string, string>[] = [{ brand: "NOPE" }, { brand: "Y", medium: "digital" }];
    for (const cut of cuts) {
      const { version, found } = await pageOf(cut);
      expect([version === null, found]).toEqual([false, null]);
    }
    expect(await pageOf({ asOf: "2020-01-31" })).toMatchObject({ version: null, found: null });
  });

  it("shows a stranger nothing of it, by the version's id neither", async () => {
    const { version } = await pageOf({});
    expect(await pageOf({ version: String(version?.id) }, stranger)).toMatchObject({
      version: null,
      types: [],
      found: null,
    });
  });
});

describe("the file of a cut", () => {
  const prepared = async (address: Record<string, string>, who = scope) =>
    (await findExport("forecast-cut-triangle"))?.prepare(who, address);
  async function linesOf(address: Record<string, string>) {
    const pieces: string[] = [];
    for await (const piece of (await prepared(address))?.csv() ?? []) pieces.push(piece);
    return pieces.join("").split("\r\n");
  }

  it("has a line for each cell: of the oldest month 1,200.00 sold, and what was redeemed adds up", async () => {
    const lines = await linesOf({ brand: "X", period: "month" });
    const oldest = lines
      .filter((line) => line.startsWith('"2023-01"'))
      .map((line) => line.split(",").map((cell) => cell.replaceAll('"', "")));
    expect(oldest[0]).toEqual(["2023-01", "0", "1200.00", "1200.00", "0.00", "0.00"]);
    // Of six cards of each type one is never used, and one is left with 60.00: twelve cards, 320.00 open.
    const [, , open, , redeemed] = oldest.at(-1) ?? [];
    expect([open, redeemed]).toEqual(["320.00", "880.00"]);
    expect(oldest.reduce((sum, [, , , , , within]) => sum + Number(within), 0)).toBe(880);
  });

  it("of numbers has ten uses of the twelve cards of the oldest month", async () => {
    const lines = await linesOf({ brand: "X", period: "month", measure: "redemptions" });
    const oldest = lines.filter((line) => line.startsWith('"2023-01"'));
    expect(oldest.at(-1)).toMatch(/,"?10"?,"?0"?,"?12"?$/);
  });

  it("is none of a stranger's", async () => {
    await expect(prepared({}, stranger)).rejects.toThrow(NotFound);
  });
});
