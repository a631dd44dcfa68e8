"use client";

import { Drawer } from "@mantine/core";
import { t } from "@/lib/messages/screens";
import classes from "./mobile-navigation.module.css";
import { Navigation } from "./navigation-list";
import { UserMenu } from "./user-menu";
import type { Workspace } from "./workspace";
import { WorkspaceMenu } from "./workspace-menu";

/** The sidebar of a narrow screen, loaded when it is first opened. */
export function MobileDrawer({ workspace, onClose }: { workspace: Workspace; onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} title={t("app.name")} size="17rem" padding="sm">
      <WorkspaceMenu workspace={workspace} />
      <Navigation workspace={workspace} onFollow={onClose} />
      <div className={classes.foot}>
        <UserMenu person={workspace.person} />
      </div>
    </Drawer>
  );
}
