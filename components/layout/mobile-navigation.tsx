"use client";

import { ActionIcon } from "@mantine/core";
import { IconMenu2 } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { t } from "@/lib/messages/shell";
import classes from "./mobile-navigation.module.css";
import type { Workspace } from "./workspace";

const MobileDrawer = dynamic(() => import("./mobile-drawer").then((module) => module.MobileDrawer), { ssr: false });

export function MobileNavigation({ workspace }: { workspace: Workspace }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionIcon
        className={classes.burger}
        onClick={() => setOpen(true)}
        aria-label={t("nav.open")}
        aria-expanded={isOpen}
      >
        <IconMenu2 size={20} stroke={1.6} />
      </ActionIcon>
      {isOpen ? <MobileDrawer workspace={workspace} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
