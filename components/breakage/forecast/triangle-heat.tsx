"use client";

import Link from "next/link";
import { type KeyboardEvent, useId, useState } from "react";
import type { HeatLink, HeatTableData } from "@/lib/breakage/triangle-view/heat-table";
import { t } from "@/lib/messages/forecast-triangle";
import classes from "./triangle-heat.module.css";
import { firstLink, type Place, placeAfter } from "./triangle-heat-keys";

export const heatShows = ["amounts", "ratios"] as const;
export type HeatShows = (typeof heatShows)[number];

type Props = {
  caption: string;
  data: HeatTableData;
  shows: HeatShows;
  /** Leaves a link out, or takes it back. Without it, and without addresses in the cells, the table is only read. */
  onToggle?: (link: { row: string; column: string }) => void;
};

/**
 * A development triangle: origins down, ages across, each cell tinted by how far its link lies from the factor of its step.
 * Every cell carries its figure and a sign, so that nothing hangs on the colour. One stop of the Tab key; arrow keys
 * walk through the links.
 */
export function TriangleHeat({ caption, data, shows, onToggle }: Props) {
  const keys = useId();
  const [at, setAt] = useState<Place | null>(null);
  const isRatios = shows === "ratios";
  // The first age ends no link, so among ratios it would be an empty column.
  const from = isRatios ? 1 : 0;
  const columns = data.columns.slice(from);
  // Where nobody can leave a link out, only what is struck through already has to be told.
  const hasStruck =
    onToggle !== undefined ||
    data.rows.some(({ cells }) =>
      cells.some((cell) => cell?.href !== undefined || (cell?.link && cell.link.use !== "used")),
    );
  const isThere = at !== null && (data.rows[at.row]?.cells[at.column]?.link ?? null) !== null;
  const stop = isThere ? at : firstLink(data);

  function walk(event: KeyboardEvent<HTMLTableElement>) {
    const next = stop && placeAfter(data, stop, event.key);
    if (!next || !onToggle) return;
    event.preventDefault();
    setAt(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${next.row} ${next.column}"]`)?.focus();
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable */}
      <section className={classes.scroll} tabIndex={0} aria-label={t("table.scroll", { caption })}>
        <table className={classes.table} aria-describedby={onToggle ? keys : undefined} onKeyDown={walk}>
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("triangleHeat.corner")}</th>
              {columns.map(({ key, age, step }) => (
                <th key={key} scope="col">
                  {isRatios ? step : age}
                  <Sign link={null} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, i) => (
              <tr key={row.key}>
                <th scope="row">{row.label}</th>
                {columns.map((column, k) => {
                  const place = { row: i, column: k + from };
                  const cell = row.cells[place.column];
                  if (!cell) return <td key={column.key} />;
                  const { amount, link, href } = cell;
                  const figure = <Figure text={isRatios ? (link?.ratio ?? "") : amount} link={link} shows={shows} />;
                  const asks = (
                    <span className="visually-hidden">
                      , {t("triangleHeat.leaveOut", { step: column.step, origin: row.label })}
                    </span>
                  );
                  return (
                    <td
                      key={column.key}
                      data-lean={link?.lean}
                      data-strength={link?.strength}
                      data-use={link?.use}
                      data-plain={!link || !(onToggle || href) || undefined}
                    >
                      {link && onToggle ? (
                        <button
                          type="button"
                          className={classes.press}
                          data-at={`${place.row} ${place.column}`}
                          tabIndex={stop?.row === place.row && stop.column === place.column ? 0 : -1}
                          aria-pressed={link.use === "left-out"}
                          onFocus={() => setAt(place)}
                          onClick={() => onToggle({ row: row.key, column: column.key })}
                        >
                          {figure}
                          {asks}
                        </button>
                      ) : link && href ? (
                        <Link className={classes.press} href={href} scroll={false} prefetch={false}>
                          {figure}
                          {asks}
                        </Link>
                      ) : (
                        figure
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          <tfoot>
            {data.foot.map(({ key, label, values }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                {columns.map((column, k) => (
                  <td key={column.key} data-plain="">
                    {values[k + from]}
                    <Sign link={null} />
                  </td>
                ))}
              </tr>
            ))}
          </tfoot>
        </table>
      </section>
      <div className={classes.legend}>
        {onToggle ? (
          <p id={keys} data-print="no">
            {t("triangleHeat.keys")}
          </p>
        ) : null}
        <p>{t("triangleHeat.legendSigns")}</p>
        <p>
          {hasStruck ? t("triangleHeat.legendStruck") : ""}{" "}
          {data.hasBorrowedSigma ? t("triangleHeat.legendBorrowed") : ""}
        </p>
      </div>
    </>
  );
}

function Figure({ text, link, shows }: { text: string; link: HeatLink | null; shows: HeatShows }) {
  const words = link ? wordsOf(link, shows) : [];
  return (
    <>
      <span className={classes.text}>{text}</span>
      <Sign link={link} />
      {words.length > 0 ? <span className="visually-hidden">{words.map((word) => `, ${word}`).join("")}</span> : null}
    </>
  );
}

/** What tint, sign and stroke say, for those who do not see them. */
function wordsOf({ ratio, lean, strength, use }: HeatLink, shows: HeatShows): string[] {
  const isFar = strength === 3;
  const where = lean && t(`triangleHeat.${isFar ? (lean === "above" ? "farAbove" : "farBelow") : lean}`);
  const which = use === "used" ? null : t(use === "older" ? "triangleHeat.older" : "triangleHeat.leftOut");
  return [shows === "amounts" ? ratio : null, where, which].filter((word) => word !== null);
}

/** Takes its room where there is no sign too, so that digits stand under digits. */
function Sign({ link }: { link: HeatLink | null }) {
  const sign = link?.lean ? (link.lean === "above" ? "▲" : "▼").repeat(link.strength === 3 ? 2 : 1) : "";
  return (
    <span className={classes.sign} aria-hidden>
      {sign}
    </span>
  );
}
