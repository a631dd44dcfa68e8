import Link from "next/link";
import type { Address } from "@/lib/address";
import { type Standing, standings } from "@/lib/escheat/ordinary-card";
import { postalCode, type RuleLine } from "@/lib/escheat/rule-list";
import { ruleHref } from "@/lib/escheat/rule-path";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./tile-map.module.css";
import { TILE_COLUMNS, tilePlaces } from "./tile-places";

/** Colour is never the only difference. */
export const standingMarks: Record<Standing, string> = {
  taken: "●",
  depends: "◐",
  exempt: "○",
  "no-claim": "–",
  unsettled: "?",
};

/** The states as tiles, each by what its law makes of the ordinary card. A tile leads to the law. */
export function TileMap({ lines, address }: { lines: readonly RuleLine[]; address: Address }) {
  const shown = standings.filter((one) => lines.some(({ standing }) => standing === one));
  return (
    <div className={classes.map}>
      <ul className={classes.grid} style={{ gridTemplateColumns: `repeat(${TILE_COLUMNS}, minmax(0, 1fr))` }}>
        {lines.map((line) => (
          <Tile key={line.rule.jurisdiction} line={line} address={address} />
        ))}
      </ul>
      <ul className={classes.legend}>
        {shown.map((standing) => (
          <li key={standing} className={classes.entry}>
            <span className={classes.swatch} data-standing={standing} aria-hidden>
              {standingMarks[standing]}
            </span>
            {t(`escheat.standing.${standing}`)}
            <span className={classes.count}>{lines.filter((line) => line.standing === standing).length}</span>
          </li>
        ))}
        <li className={classes.entry}>
          <span className={classes.swatch} data-here="" aria-hidden />
          {t("escheat.rules.hereMark")}
        </li>
      </ul>
    </div>
  );
}

function Tile({ line: { rule, name, standing, counsel, isHere }, address }: { line: RuleLine; address: Address }) {
  const place = tilePlaces.get(rule.jurisdiction);
  if (!place) return null;
  const words = t("escheat.rules.tile", {
    code: postalCode(rule.jurisdiction),
    name,
    standing: t(`escheat.standing.${standing}`),
    counsel:
      counsel.length === 0 ? t("escheat.rules.tileSettled") : t("escheat.rules.tileOpen", { count: counsel.length }),
  });
  return (
    <li style={{ gridColumn: place.column, gridRow: place.row }}>
      <Link
        className={classes.tile}
        data-standing={standing}
        data-here={isHere ? "" : undefined}
        href={ruleHref(rule, address)}
        prefetch={false}
        aria-label={words}
        title={words}
      >
        <span>{postalCode(rule.jurisdiction)}</span>
        <span className={classes.mark} aria-hidden>
          {standingMarks[standing]}
        </span>
      </Link>
    </li>
  );
}
