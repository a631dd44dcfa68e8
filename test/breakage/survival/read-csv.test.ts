import { describe, expect, it } from "vitest";
import { readSurvivalCsv } from "@/lib/breakage/survival/read-csv";

const problemsOf = (text: string, covariates: readonly string[] = []) => {
  const outcome = readSurvivalCsv(text, covariates);
  return outcome.ok ? [] : outcome.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
};
const cardsOf = (text: string, covariates: readonly string[] = []) => {
  const outcome = readSurvivalCsv(text, covariates);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
};

describe("a file of cards", () => {
  it("has time and event, in any order and case, among other columns", () => {
    const { cards, groups } = cardsOf("name,Event,TIME\nA,1,12.5\nB,0,30\n");
    expect(groups).toBeNull();
    expect(cards).toEqual([
      { time: 12.5, event: true, covariates: [] },
      { time: 30, event: false, covariates: [] },
    ]);
  });

  it("may have entry, weight, group and covariates; an empty entry, or 0, is a card seen from the start", () => {
    const text = "time;event;entry;weight;group;promo\n5;1;2;10;b;1\n6;0;;20;a;0\n0;1;0;5;b;1\n";
    const { cards, groups } = cardsOf(text, ["promo"]);
    expect(cards).toEqual([
      { time: 5, event: true, entry: 2, weight: 10, covariates: [1] },
      { time: 6, event: false, weight: 20, covariates: [0] },
      { time: 0, event: true, weight: 5, covariates: [1] },
    ]);
    expect([...(groups ?? [])].map(([name, members]) => `${name} ${members.length}`)).toEqual(["b 2", "a 1"]);
  });

  it("of open cards alone can be read: it is for the method to say that nothing was redeemed", () => {
    expect(cardsOf("time,event\n3,0\n").cards).toHaveLength(1);
  });
});

describe("what cannot be used is said with its line and column", () => {
  it("cell by cell", () => {
    const text = [
      "time,event,entry,weight,group",
      "x,1,,1,a",
      "-3,1,,1,a",
      ",1,,1,a",
      "5,2,,1,a",
      "5,true,,1,a",
      "5,1,5,1,a",
      "5,1,2,-1,a",
      "5,1,2,,a",
      "5,1,2,1,",
      '"1,5",1,,1,a',
      "5,1",
    ].join("\n");
    expect(problemsOf(text)).toEqual([
      '2:1 the time "x" is no number in plain digits',
      "3:1 the time is negative: -3",
      "4:1 the time is empty",
      '5:2 the event is "2": write 1 for redeemed, 0 for censored',
      '6:2 the event is "true": write 1 for redeemed, 0 for censored',
      "7:3 the entry 5 is not before the time 5",
      "8:4 the weight is negative: -1",
      "9:4 the weight is empty",
      "10:5 the group has no name",
      '11:1 the time "1,5" is no number in plain digits',
      "12:4 the weight is empty",
      "12:5 the group has no name",
    ]);
  });

  it("and of the header", () => {
    expect(problemsOf("")).toEqual(["1:null the file is empty"]);
    expect(problemsOf("time,event\n")).toEqual(["1:null there is a header, and no card below it"]);
    expect(problemsOf("time,status\n3,1\n")).toEqual(["1:null the header has no column event"]);
    expect(problemsOf("time,event,time\n3,1,4\n")).toEqual(["1:3 the column time stands here a second time"]);
    expect(problemsOf("time,event\n3,1\n", ["promo"])).toEqual(["1:null the header has no column promo"]);
    expect(problemsOf('time,event\n"3,1\n')[0]).toContain("a quote is never closed");
  });
});
