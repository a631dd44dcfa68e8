import type { CalculatorForm } from "./calculator-form";

export const exampleNames = ["ie52", "states", "down", "remote"] as const;
export type ExampleName = (typeof exampleNames)[number];

const cards = { basis: "face", issued: "", currency: "USD" } as const;

/** To begin with: the published example, and one for each thing that surprises. Their results stand in the tests. */
export const calculatorExamples: Readonly<Record<ExampleName, CalculatorForm>> = {
  /** IFRS 15 and ASC 606, Example 52: revenue of 4,110 and 3,493. */
  ie52: {
    method: "proportional",
    basis: "allocated",
    amount: "8676",
    issued: "10000",
    currency: "JPY",
    breakage: "",
    states: "",
    periods: "period,redeemed,expected\nYear 1,4500,9500\nYear 2,4000,9700",
  },
  /** That of README.md. */
  states: {
    ...cards,
    method: "proportional",
    amount: "1000.00",
    breakage: "10",
    states: "40",
    periods: "period,redeemed\nJanuary,0\nFebruary,450.00\nMarch,450.00",
  },
  down: {
    ...cards,
    method: "proportional",
    amount: "1000.00",
    breakage: "10",
    states: "",
    periods: "period,redeemed,breakage %\nQ1,450.00,10\nQ2,0,5",
  },
  remote: {
    ...cards,
    method: "remote",
    amount: "1000.00",
    breakage: "",
    states: "25",
    periods: "period,redeemed,remote\n2024,600.00,\n2025,300.00,\n2026,0,yes",
  },
};
