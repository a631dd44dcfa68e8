import { IconX } from "@tabler/icons-react";
import Link from "next/link";
import { type Address, hrefWith } from "@/lib/address";
import { dimensions } from "@/lib/breakage/constants";
import type { Filters } from "@/lib/breakage/schema";
import { t } from "@/lib/messages/message";
import classes from "./breakage.module.css";

type Props = { path: string; filters: Filters; address: Address };

/** What the page has been narrowed to; each part can be taken off. */
export function FilterChips({ path, filters, address }: Props) {
  const chosen = dimensions.flatMap((dimension) => {
    const id = filters[dimension];
    return id === undefined ? [] : [{ dimension, id }];
  });
  if (chosen.length === 0) return null;
  return (
    <ul className={classes.filters} aria-label={t("filters.label")}>
      {chosen.map(({ dimension, id }) => (
        <li key={dimension} className={classes.filter}>
          {t(`dimension.${dimension}`)}: {id}
          <Link
            href={hrefWith(path, address, { [dimension]: null })}
            aria-label={t("filters.remove", { name: t(`dimension.${dimension}`) })}
            prefetch={false}
          >
            <IconX size={14} stroke={2} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
