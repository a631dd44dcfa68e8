"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { t } from "@/lib/messages/shell";
import { usePlaceHref } from "./last-places";
import { groupsAt } from "./navigation";
import classes from "./navigation-list.module.css";
import { PlaceIcon } from "./place-icon";
import type { Workspace } from "./workspace";

export function Navigation({ workspace, onFollow }: { workspace: Workspace; onFollow?: () => void }) {
  const path = usePathname();
  const hrefOf = usePlaceHref(workspace);
  return (
    <nav className={classes.nav} aria-label={t("nav.label")}>
      {groupsAt(path, workspace.permissions).map((group) => (
        <div key={group.label}>
          <h2 className={classes.group}>{t(group.label)}</h2>
          <ul>
            {group.places.map((place) => (
              <li key={place.href}>
                <Link
                  className={classes.link}
                  href={hrefOf(place.href)}
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
