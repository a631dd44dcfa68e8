import { monthText } from "../../forecast/queries/month-sql";
import { keyBits, LONGEST_AGE, NO_END } from "../cell";
import { type Band, balanceBands, holderAgeBands, MOST_IDLE, valueBands } from "../constants";

/** The cells of `../cell.ts` as SQL: the database groups and scores by the same keys. All integers, all fragments of text. */

const caseOf = (bands: readonly Band[], test: (from: number) => string) =>
  `(case ${[...bands.entries()]
    .slice(1)
    .reverse()
    .map(([index, { from }]) => `when ${test(from)} then ${index}`)
    .join(" ")} else 0 end)`;

export const bandSql = (value: string, bands: readonly Band[]) => caseOf(bands, (from) => `${value} >= ${from}`);

/** The band of part ÷ whole in percent, in whole numbers so that nothing is rounded. */
const percentBandSql = (part: string, whole: string, bands: readonly Band[]) =>
  caseOf(bands, (from) => `${part} * 100 >= ${from} * ${whole}`);

const HOLDER_AGES = holderAgeBands.length + 1;

/** Of a card summary `c` with its customer `h` and its type `y` of `score_type`. */
export const TRAITS_SQL = `(case when y.usual > 0 then ${percentBandSql("c.sold", "y.usual", valueBands)} else 1 end
  + ${valueBands.length} * (case when h.source_id is null then 0 else 1
    + (case when c.jurisdiction = 'unknown' then 0 else ${HOLDER_AGES} end)
    + (case when c.birth_year = 0 then 0 else 1 + ${bandSql("(date_part('year', c.sold_on)::int - c.birth_year)", holderAgeBands)} end) end))`;

/** A card ends with the first of its two dates. */
export const END_MONTH_SQL = monthText("least(c.card_expires_on, c.funds_expires_on)");

type HistoryColumns = {
  readonly uses: string;
  readonly idle: string;
  readonly balance: string;
  readonly loaded: string;
};

export const historySql = ({ uses, idle, balance, loaded }: HistoryColumns) =>
  `(case when ${uses} > 0 and ${idle} is not null
    then 1 + ((case when ${uses} >= 2 then ${balanceBands.length} else 0 end)
      + ${percentBandSql(balance, `greatest(${loaded}, ${balance})`, balanceBands)}) * ${MOST_IDLE + 1}
      + least(greatest(${idle}, 0), ${MOST_IDLE})
    else 0 end)`;

export const balanceBandSql = (balance: string, loaded: string) =>
  percentBandSql(balance, `greatest(${loaded}, ${balance})`, balanceBands);

type KeyColumns = {
  readonly type: string;
  readonly endAge: string;
  readonly age: string;
  readonly traits: string;
  readonly history: string;
};

export function keySql({ type, endAge, age, traits, history }: KeyColumns): string {
  const { history: h, traits: t, age: a, end: e } = keyBits;
  // greatest() passes over a null, which here is a card that never ends.
  const end = `(case when ${endAge} is null then ${NO_END} else least(greatest(${endAge}, 0), ${LONGEST_AGE}) end)`;
  return `((((${type}::bigint * ${2 ** e} + ${end}) * ${2 ** a} + least(${age}, ${LONGEST_AGE})) * ${2 ** t} + ${traits}) * ${2 ** h} + ${history})`;
}
