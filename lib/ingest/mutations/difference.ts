import type { Entity } from "../constants";
import { definitionOf, type Field } from "../entities";
import { columnOf, quoted } from "./staging";

/** What a row says of one field and what is there already, as SQL: what is compared, and how each is shown where that is another thing. */
export type Difference = {
  readonly field: string;
  readonly staged: string;
  readonly stored: string;
  readonly here?: string;
  readonly there?: string;
};

/** Whether a row says other than what is there; what it does not say is no difference. */
export const differs = (differences: readonly Difference[]): string =>
  differences.map(({ staged, stored }) => `(${differing(staged, stored)})`).join(" or ") || "false";

const differing = (staged: string, stored: string): string =>
  `${staged} is not null and ${staged} is distinct from ${stored}`;

/** As a text expression: each field that differs, with both values. It is worked out for refused rows alone. */
export function differencesText(entity: Entity, differences: readonly Difference[]): string {
  const sentences = differences.map(({ field, staged, stored, here = staged, there = stored }) => {
    const value = (text: string) => `coalesce((${text})::text, 'nothing')`;
    return `case when ${differing(staged, stored)} then format('%s is %s there, %s here', ${quoted(labelOf(entity, field))}, ${value(there)}, ${value(here)}) end`;
  });
  return `concat_ws('; ', ${sentences.join(", ")})`;
}

/** Two staged rows, `s` the later and `f` the earlier, in these columns. */
export function stagedDifferences(entity: Entity, columns: readonly string[]): Difference[] {
  return columns.map((column) => {
    const [staged, stored] = [`s."${column}"`, `f."${column}"`];
    const compared = { field: column, staged, stored };
    switch (fieldIn(entity, column)?.type) {
      case "amount":
        return { ...compared, here: staging(staged, stored), there: staging(stored, staged) };
      case "instant":
        return { ...compared, here: momentText(staged), there: momentText(stored) };
      default:
        return compared;
    }
  });
}

const staging = (amount: string, other: string): string => `trim_scale(${unsigned(amount, other)} / 1000.0)`;

/** By its name, or by that of its column in a table. */
const fieldIn = (entity: Entity, name: string): Field | undefined =>
  definitionOf(entity).fields.find((field) => field.name === name || columnOf(field.name) === name);

const labelOf = (entity: Entity, name: string): string => fieldIn(entity, name)?.label ?? name;

/** Minor units as people write them; `unit` is thousandths in one of them. */
export const moneyText = (minor: string, unit: string): string =>
  `round((${minor}) * ${unit} / 1000.0, case ${unit} when 1 then 3 when 10 then 2 else 0 end)`;

export const momentText = (moment: string): string => `to_char(${moment}, 'YYYY-MM-DD HH24:MI:SS')`;

/** An amount of a transaction beside another: files write most without the sign of their effect, which is shown only where it is all that differs. */
export const unsigned = (amount: string, other: string): string =>
  `(case when abs(${amount}) is distinct from abs(${other}) then abs(${amount}) else ${amount} end)`;
