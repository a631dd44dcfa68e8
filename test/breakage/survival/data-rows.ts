import { readFileSync } from "node:fs";
import path from "node:path";

/** The rows of a data file as objects; data/README.md says where the files are from. */
export function dataRows(name: "rossi" | "waltons"): Readonly<Record<string, string>>[] {
  const text = readFileSync(path.resolve(__dirname, `data/${name}.csv`), "utf8");
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const columns = header.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [columns[i], cell])));
}

export const ROSSI_COVARIATES = ["fin", "age", "race", "wexp", "mar", "paro", "prio"] as const;

/** Weeks to re-arrest with the seven covariates. */
export const rossi = () =>
  dataRows("rossi").map((row) => ({
    time: Number(row.week),
    event: row.arrest === "1",
    covariates: ROSSI_COVARIATES.map((name) => Number(row[name])),
  }));

export const waltons = () => dataRows("waltons").map((row) => ({ time: Number(row.T), event: row.E === "1" }));
