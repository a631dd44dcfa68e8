"use client";

import type { ReactNode } from "react";
import { Opening } from "./opening";

export type TableRow = {
  key: string;
  isCurrent: boolean;
  cells: readonly ReactNode[];
  /** The list behind all figures of the row. */
  href: string | null;
  /** Those of the columns that have lists of their own; undefined: the row's. */
  hrefs?: readonly (string | null | undefined)[];
};

type Props = {
  rows: readonly TableRow[];
  classes: readonly (string | undefined)[];
  /** The key of each column of figures; null for one of words. */
  figures: readonly (string | null)[];
};

/**
 * The rows of a table. A client component for the sake of what is sent: the server says each cell's content once,
 * mostly a word, where elements would be spelled out for every cell of every row.
 */
export function TableRows({ rows, classes, figures }: Props) {
  return (
    <tbody>
      {rows.map(({ key, isCurrent, cells, href, hrefs }) => (
        <tr key={key} data-list-row="" aria-current={isCurrent || undefined}>
          {cells.map((cell, index) =>
            index === 0 ? (
              <th key={index} scope="row">
                {cell}
              </th>
            ) : (
              <td key={index} className={classes[index]} data-column={figures[index] ?? undefined}>
                <Opening
                  figure={figures[index] ?? null}
                  href={hrefs?.[index] === undefined ? href : hrefs[index]}
                  isSecond={hrefs?.[index] === undefined}
                >
                  {cell}
                </Opening>
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  );
}
