"use client";

import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { placeHref } from "@/components/layout/navigation";
import { t } from "@/lib/messages/identity";
import classes from "./sections.module.css";

const sections = [
  { path: "members", label: "settings.members", permission: "member.read" },
  { path: "keys", label: "settings.keys", permission: "key.manage" },
  { path: "brands", label: "settings.brands", permission: "setting.read" },
  { path: "card-types", label: "settings.cardTypes", permission: "setting.read" },
  { path: "age-groups", label: "settings.ageGroups", permission: "setting.read" },
  { path: "views", label: "settings.views", permission: "view.read" },
  { path: "account", label: "settings.account", permission: null },
] as const;

/** The parts of the settings. What the role may not open is left out; the page behind it refuses anyway. */
export function SettingsSections({ permissions }: { permissions: readonly string[] }) {
  const path = usePathname();
  const query = useSearchParams();
  const shown = sections.filter(({ permission }) => permission === null || permissions.includes(permission));
  return (
    <nav aria-label={t("settings.label")} className={classes.sections} data-print="no">
      {shown.map((section) => {
        const href = `/issuer/settings/${section.path}`;
        const isCurrent = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={section.path}
            href={placeHref(href, query)}
            className={classes.section}
            aria-current={isCurrent ? "page" : undefined}
          >
            {t(section.label)}
          </Link>
        );
      })}
    </nav>
  );
}
