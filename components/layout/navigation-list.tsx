"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { t } from "@/lib/messages/message";
import { placeGroups, placeHref } from "./navigation";
import classes from "./navigation-list.module.css";
import { PlaceIcon } from "./place-icon";

export function Navigation({ permissions, onFollow }: { permissions: readonly string[]; onFollow?: () => void }) {
  const path = usePathname();
  const query = useSearchParams();
  return (
    <nav className={classes.nav} aria-label={t("nav.label")}>
      {placeGroups.map((group) => (
        <div key={group.label}>
          <h2 className={classes.group}>{t(group.label)}</h2>
          <ul>
            {group.places
              .filter((place) => !place.permission || permissions.includes(place.permission))
              .map((place) => (
                <li key={place.href}>
                  <Link
                    className={classes.link}
                    href={placeHref(place.href, query)}
                    aria-current={path.startsWith(place.href) ? "page" : undefined}
                    onClick={onFollow}
                    prefetch={false}
                  >
                    <PlaceIcon icon={place.icon} />
                    {t(place.label)}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
