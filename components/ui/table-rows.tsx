"use client";

import type { ReactNode } from "react";

export type TableRow = { key: string; isCurrent: boolean; cells: readonly ReactNode[] };

type Props = { rows: readonly TableRow[]; classes: readonly (string | undefined)[] };

/**
 * The rows of a table. A client component for the sake of what is sent: the server says each cell's content once,
 * mostly a word, where elements would be spelled out for every cell of every row.
 */
export function TableRows({ rows, classes }: Props) {
  return (
    <tbody>
      {rows.map(({ key, isCurrent, cells }) => (
        <tr key={key} data-list-row="" aria-current={isCurrent || undefined}>
          {cells.map((cell, index) =>
            index === 0 ? (
              <th key={index} scope="row">
                {cell}
              </th>
            ) : (
              <td key={index} className={classes[index]}>
                {cell}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  );
}
