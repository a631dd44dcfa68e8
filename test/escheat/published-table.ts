/**
 * The survey of gift-card law that our rules were made from, typed in again so that the rules are held against it: for
 * each state what becomes of the ordinary card (one seller, sold for money, no expiry, no fees), years of dormancy, per
 * cent claimed, cut-off, last day of filing, letters (least..most days before, least dollars), aggregation below, cash
 * back below (`=`: up to). A letter after each tells how sure it is: verified, to confirm, not found. A dash: no value.
 */
const TABLE = `
AL  issuerv    3v  60v   06-30v 10-31v 60..120/50v  50v   0t
AK  escheatsv  3v  100v  06-30v 10-31v -..120/100v  100v  0t
AZ  exemptt    -n  0t    06-30t 10-31v 120..-/50v   50v   0t
AR  exemptt    -n  0t    06-30t 10-31v 90..180/50v  -n    0t
CA  exemptv    -n  0v    06-30t 10-31v 183..365/50v 50v   15v
CO  escheatsv  5t  100v  06-30t 10-31v 60..180/25v  25v   =5v
CT  exemptv    -n  0v    12-31v 03-31v -..365/0v    50v   3v
DE  escheatsv  5v  -n    12-31t 03-01v 60..180/50v  50v   0t
DC  escheatsv  5v  100t  06-30v 10-31v 60..180/50v  50t   0t
FL  exemptv    -n  0v    12-31v 04-30v 60..120/50v  10v   0t
GA  escheatsv  5v  100v  06-30t 10-31v 60..120/50v  50v   0t
HI  exemptv    5v  100t  06-30v 10-31v -..183/50v   50v   5v
ID  reviewt    5t  -n    06-30t 10-31v -..120/50v   0v    0t
IL  exemptv    5v  100v  12-31t 05-01t 60..365/50v  5v    0t
IN  exemptt    -n  0t    06-30t 10-31v 60..180/50v  50v   0t
IA  exemptv    5v  100v  06-30v 10-31v -..-/50v     50v   0t
KS  exemptt    -n  0t    06-30t 10-31v 60..120/100v 100v  0t
KY  reviewt    -n  -n    06-30t 10-31v 60..180/50v  -n    0t
LA  escheatsv  3v  -n    06-30t 10-31v 60..120/50t  10v   0t
ME  zerov      2v  0v    06-30v 10-31v 60..120/50t  -n    5v
MD  exemptt    -n  0t    06-30t 10-31v 30..120/100t 100v  0t
MA  exemptt    -n  0t    06-30t 10-31v 60..-/100t   100v  5v
MI  exemptv    3v  100v  03-31v 07-01v 60..365/50v  50v   0t
MN  exemptt    -n  0t    06-30t 10-31v -..120/100t  100v  0t
MS  reviewv    5v  -n    06-30v 10-31v -..-/-v      100v  0t
MO  escheatsv  5t  60v   06-30v 10-31v -..365/50v   50v   0t
MT  escheatsv  3v  60v   06-30t 10-31v 60..120/50t  50v   5v
NE  exemptv    3v  100v  06-30v 10-31v -..-/-v      -n    0t
NV  expiryv    0v  60v   06-30t 10-31v 60..120/50t  0v    0t
NH  facev      5v  100t  06-30v 11-01v -..120/50v   50v   0t
NJ  escheatsv  5v  60v   06-30t 10-31v 60..120/50t  50v   5v
NM  escheatsv  5v  60v   06-30v 10-31v 60..120/50v  50v   0t
NY  escheatsv  5v  100v  12-31t 03-10t 90..-/0t     -n    5t
NC  exemptv    3t  60t   06-30t 10-31v 60..120/50t  -n    0t
ND  exemptt    -n  0t    06-30t 10-31v 60..180/50t  25v   0t
OH  exemptt    -n  0t    06-30t 10-31v 30..120/50t  50v   0t
OK  reviewt    -n  -n    06-30t 10-31v -..120/50t   -n    0t
OR  exemptt    -n  0t    06-30t 10-31v 60..-/100t   0v    5v
PA  exemptv    3v  100v  12-31t 04-15t 60..120/50t  50v   0t
RI  exemptt    -n  0t    06-30t 10-31v -..120/50t   50v   1v
SC  reviewv    5v  -n    06-30v 10-31v -..120/50v   50v   0t
SD  escheatsv  3v  100v  06-30t 10-31v -..-/50v     10v   0t
TN  reviewt    5v  -n    06-30t 10-31v 60..180/50t  -n    0t
TX  exemptt    3v  100v  03-01t 07-01v 60..-/250t   25v   2.5v
UT  exemptt    -n  -n    06-30t 10-31v 60..180/50t  50v   0t
VT  reviewv    3v  100v  12-31t 05-01t 60..180/50t  25v   1v
VA  exemptv    5v  0v    06-30v 10-31v 60..-/100v   100v  0t
WA  exemptv    3v  100v  06-30v 10-31v 60..180/50v  50v   5v
WV  escheatsv  3v  60v   06-30t 10-31v 60..120/50t  -n    0t
WI  exemptt    -n  0t    06-30t 10-31v 60..180/50t  50v   0t
WY  exemptv    5v  100v  06-30v 11-01v -..120/50v   50v   0t
`;

const confidence = { v: "verified", t: "to-confirm", n: "not-found" } as const;

export type Cell = { readonly text: string; readonly confidence: (typeof confidence)[keyof typeof confidence] };

export type PublishedRow = Readonly<
  Record<"outcome" | "dormancy" | "percent" | "cutoff" | "due" | "letters" | "aggregate" | "cashBack", Cell>
> & { readonly state: string };

function cell(word: string | undefined): Cell {
  const mark = word?.at(-1);
  if (!word || (mark !== "v" && mark !== "t" && mark !== "n")) throw new Error(`The table has no cell in '${word}'`);
  return { text: word.slice(0, -1), confidence: confidence[mark] };
}

export const published: readonly PublishedRow[] = TABLE.trim()
  .split("\n")
  .map((line) => {
    const [state = "", ...words] = line.split(/\s+/);
    const [outcome, dormancy, percent, cutoff, due, letters, aggregate, cashBack] = words.map(cell);
    if (!outcome || !dormancy || !percent || !cutoff || !due || !letters || !aggregate || !cashBack) {
      throw new Error(`The row of ${state} is too short`);
    }
    return { state, outcome, dormancy, percent, cutoff, due, letters, aggregate, cashBack };
  });

/** Dollars as the table writes them, in cents; a dash is null. */
export const cents = (text: string): number | null => (text === "-" ? null : Math.round(Number(text) * 100));

export const whole = (text: string): number | null => (text === "-" ? null : Number(text));
