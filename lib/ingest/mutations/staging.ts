import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type Copy, copyInto, copyText } from "@/db/copy";
import { currencyDecimals } from "@/lib/money";
import { type Entity, entities } from "../constants";
import { definitionOf, type FieldType } from "../entities";
import { currencySigns } from "../row/currency-signs";
import type { ParsedRow } from "../row/parse";
import type { Problem } from "../row/problem";

export const run = <T extends Record<string, unknown> = Record<string, unknown>>(tx: Tx, text: string) =>
  tx.execute<T>(sql.raw(text));

/** As a literal in generated SQL: nothing but a safe integer may. */
export function id(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not an id`);
  return value;
}

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Staged thousandths in one minor unit of the currency in `column`: 10 for USD, 1000 for JPY, 1 for KWD. */
export function unitOf(column: string): string {
  const units = [0, 1, 3].map((decimals) => {
    const codes = Intl.supportedValuesOf("currency").filter((code) => currencyDecimals(code) === decimals);
    return codes.length === 0
      ? ""
      : `when ${column} in (${codes.map((code) => `'${code}'`).join(", ")}) then ${10 ** (3 - decimals)}`;
  });
  return `(case ${units.join(" ")} else 10 end)::bigint`;
}

/** Whether the sign that stood beside an amount, staged where no currency was named, cannot be that of the other column. */
export function signDiffers(staged: string, currency: string): string {
  const signs = [...currencySigns].map(
    ([sign, codes]) => `when '${sign}' then ${currency} not in (${codes.map((code) => `'${code}'`).join(", ")})`,
  );
  return `(case ${staged} ${signs.join(" ")} else false end)`;
}

const columnTypes: Partial<Record<FieldType, string>> = {
  amount: "bigint",
  date: "date",
  lastDay: "date",
  birthDate: "date",
  instant: "timestamptz",
  days: "int",
  yesNo: "boolean",
};

export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Temporary tables, one per entity, typed: rows arrive by COPY, are checked as sets, and go on by `insert … select`.
 * Every row keeps where it came from: file and line, or the refused row it was before.
 */
export async function createStaging(tx: Tx): Promise<void> {
  for (const entity of entities) {
    const columns = definitionOf(entity).fields.map(
      (field) => `"${columnOf(field.name)}" ${columnTypes[field.type] ?? "text"}`,
    );
    await run(
      tx,
      `create temp table stage_${entity} (file_no int, line int, refused_id bigint, ${columns.join(", ")}) on commit drop`,
    );
  }
  await run(
    tx,
    `create temp table stage_refused (entity text not null, file_no int, line int, refused_id bigint,
       problems jsonb not null, retry boolean not null) on commit drop`,
  );
  await run(
    tx,
    "create temp table stage_repeated (entity text not null, refused_id bigint, n bigint not null, first_batch int) on commit drop",
  );
  await run(tx, "create temp table stage_updated (entity text not null, refused_id bigint) on commit drop");
  await run(
    tx,
    `create temp table stage_twin (entity text not null, first_id bigint not null, file_no int not null, line int not null,
       refused_id bigint) on commit drop`,
  );
  await run(
    tx,
    `create temp table stage_replaced (entity text not null, refused_id bigint not null, file_no int not null,
       line int not null) on commit drop`,
  );
}

const ORIGIN = ["file_no", "line", "refused_id"] as const;
const REFUSED_AT_ONCE = 5_000;

/** Sends one file's rows of one entity. Rows with problems go aside between two stretches of COPY. */
export class Stage {
  private copy: Copy | undefined;
  private aside: string[] = [];
  private readonly columns: readonly string[];
  staged = 0;
  refused = 0;

  constructor(
    private readonly tx: Tx,
    private readonly entity: Entity,
  ) {
    this.columns = [...ORIGIN, ...definitionOf(entity).fields.map((field) => columnOf(field.name))];
  }

  async add(origin: { fileNo: number; line: number; refusedId: number | null }, row: ParsedRow): Promise<void> {
    const from = `${origin.fileNo}\t${origin.line}\t${origin.refusedId ?? "\\N"}`;
    if (row.problems.length > 0) {
      this.refused++;
      this.aside.push(
        `${this.entity}\t${from}\t${copyText(JSON.stringify(row.problems satisfies readonly Problem[]))}\tf`,
      );
      if (this.aside.length >= REFUSED_AT_ONCE) await this.end();
      return;
    }
    this.staged++;
    let text = from;
    for (const value of row.values) text += value === null ? "\t\\N" : `\t${copyText(value)}`;
    this.copy ??= await copyInto(this.tx, `stage_${this.entity}`, this.columns);
    const full = this.copy.add(text);
    if (full) await full;
  }

  async end(): Promise<void> {
    await this.copy?.end();
    this.copy = undefined;
    if (this.aside.length === 0) return;
    const aside = await copyInto(this.tx, "stage_refused", ["entity", ...ORIGIN, "problems", "retry"]);
    for (const text of this.aside) await aside.add(text);
    await aside.end();
    this.aside = [];
  }

  abort(error: Error): void {
    this.copy?.abort(error);
  }
}

/** Only what statements join by: the planner needs no more, and the other columns cost as much again. */
export async function analyzeStaging(tx: Tx): Promise<void> {
  for (const entity of entities) {
    const { key, fields } = definitionOf(entity);
    const joined = fields.filter((field) => field.name === key || field.refersTo).map((field) => columnOf(field.name));
    await run(tx, `analyze stage_${entity} (${joined.join(", ")})`);
  }
}
