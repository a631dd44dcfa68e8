/**
 * Where each jurisdiction stands in a map of equal tiles, counted from the top left: column and row. About where it lies,
 * and each as large as the next, because a law is no smaller in a small state.
 */
const MAP = `
AK .  .  .  .  .  .  .  .  .  ME
.  .  .  .  .  .  .  .  .  VT NH
WA ID MT ND MN IL WI MI NY RI MA
OR NV WY SD IA IN OH PA NJ CT .
CA UT CO NE MO KY WV VA MD DE .
.  AZ NM KS AR TN NC SC DC .  .
.  .  .  OK LA MS AL GA .  .  .
HI .  .  TX .  .  .  .  FL .  .
AS GU MP .  .  .  .  .  .  PR VI`;

export const TILE_COLUMNS = 11;

export type TilePlace = { readonly column: number; readonly row: number };

export const tilePlaces: ReadonlyMap<string, TilePlace> = new Map(
  MAP.trim()
    .split("\n")
    .flatMap((line, row) =>
      line
        .trim()
        .split(/\s+/)
        .map((code, column): [string, TilePlace] => [`US-${code}`, { column: column + 1, row: row + 1 }]),
    )
    .filter(([jurisdiction]) => jurisdiction !== "US-."),
);
