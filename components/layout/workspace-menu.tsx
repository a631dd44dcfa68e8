"use client";

import { Menu } from "@mantine/core";
import { IconCheck, IconSelector } from "@tabler/icons-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { t } from "@/lib/messages/shell";
import classes from "./menus.module.css";
import { isInManager, workspaces } from "./navigation";
import type { Workspace } from "./workspace";

/** Whose data is shown, and the way to another issuer. Switching starts that issuer's workspace afresh. */
export function WorkspaceMenu({ workspace }: { workspace: Workspace }) {
  const { issuer, issuers, permissions } = workspace;
  const here = isInManager(usePathname()) ? "manager" : "issuer";
  const mine = workspaces.filter(({ permission }) => permissions.includes(permission));
  return (
    <Menu width="target" withinPortal>
      <Menu.Target>
        <button type="button" className={classes.trigger}>
          <img src="/mark.svg" alt="" width={24} height={24} />
          <span className={classes.lines}>
            <span className={classes.strong}>{issuer.name}</span>
            <span className={classes.small}>{issuer.code}</span>
            <span className="visually-hidden">{t("workspace.switch")}</span>
          </span>
          <IconSelector size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {mine.length > 1 ? (
          <>
            <Menu.Label>{t("workspace.workspaces")}</Menu.Label>
            {mine.map(({ kind, home, label }) => (
              <Menu.Item
                key={kind}
                component={Link}
                href={issuers.length > 1 ? `${home}?issuer=${encodeURIComponent(issuer.code)}` : home}
                rightSection={kind === here ? <IconCheck size={15} aria-label={t("workspace.current")} /> : null}
              >
                {t(label)}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        ) : null}
        <Menu.Label>{t("workspace.issuers")}</Menu.Label>
        {issuers.map((other) => (
          <Menu.Item
            key={other.code}
            component="a"
            href={`/issuer/overview?issuer=${encodeURIComponent(other.code)}`}
            rightSection={
              other.code === issuer.code ? <IconCheck size={15} aria-label={t("workspace.current")} /> : null
            }
          >
            {other.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
