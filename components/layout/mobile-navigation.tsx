"use client";

import { ActionIcon, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconMenu2 } from "@tabler/icons-react";
import { t } from "@/lib/messages/message";
import classes from "./mobile-navigation.module.css";
import { Navigation } from "./navigation-list";
import { UserMenu } from "./user-menu";
import type { Workspace } from "./workspace";
import { WorkspaceMenu } from "./workspace-menu";

export function MobileNavigation({ workspace }: { workspace: Workspace }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <ActionIcon className={classes.burger} onClick={open} aria-label={t("nav.open")} aria-expanded={opened}>
        <IconMenu2 size={20} stroke={1.6} />
      </ActionIcon>
      <Drawer opened={opened} onClose={close} title={t("app.name")} size="17rem" padding="sm">
        <WorkspaceMenu workspace={workspace} />
        <Navigation permissions={workspace.permissions} onFollow={close} />
        <div className={classes.foot}>
          <UserMenu person={workspace.person} />
        </div>
      </Drawer>
    </>
  );
}
