import { IconX } from "@tabler/icons-react";
import Link from "next/link";
import { type Address, hrefWith } from "@/lib/address";
import { dimensions } from "@/lib/breakage/constants";
import type { Filters } from "@/lib/breakage/schema";
import type { Narrowing } from "@/lib/cards/narrowings";
import { t } from "@/lib/messages/screens";
import classes from "./breakage.module.css";

type Props = {
  path: string;
  filters: Filters;
  /** What else narrows it. */
  others?: readonly Narrowing[];
  address: Address;
};

/** What the page has been narrowed to; each part can be taken off. */
export function FilterChips({ path, filters, others = [], address }: Props) {
  const chosen = dimensions.flatMap((dimension) => {
    const id = filters[dimension];
    const name = t(`dimension.${dimension}`);
    return id === undefined ? [] : [{ key: dimension as string, name, text: `${name}: ${id}` }];
  });
  const chips = [...chosen, ...others.map(({ name, text }) => ({ key: name, name: text, text }))];
  if (chips.length === 0) return null;
  return (
    <ul className={classes.filters} aria-label={t("filters.label")}>
      {chips.map(({ key, name, text }) => (
        <li key={key} className={classes.filter}>
          {text}
          <Link
            href={hrefWith(path, address, { [key]: null })}
            aria-label={t("filters.remove", { name })}
            prefetch={false}
          >
            <IconX size={14} stroke={2} aria-hidden />
          </Link>
        </li>
      ))}
    </ul>
  );
}
