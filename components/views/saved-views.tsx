"use client";

import { Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBookmark, IconChevronDown } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onShellCommand } from "@/components/layout/shell-events";
import type { Role } from "@/lib/identity/constants";
import { t } from "@/lib/messages/screens";
import type { Screen } from "@/lib/views/constants";

// The list comes with the first opening, the form when one is to be kept.
const ViewItems = dynamic(() => import("./view-items").then((module) => module.ViewItems), { ssr: false });
const SaveView = dynamic(() => import("./save-view").then((module) => module.SaveView), { ssr: false });

/** Who keeps a view: whose role it may open first for, and whether colleagues may be given it. */
export type Viewer = { role: Role | null; canShare: boolean };

type Props = { screen: Screen; issuer: string; viewer: Viewer };

/** Views kept under a name: one's own and those shared by colleagues. A view is an address, nothing more. */
export function SavedViews({ screen, issuer, viewer }: Props) {
  const [isSaving, { open, close }] = useDisclosure(false);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onShellCommand("save-view", open), [open]);
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            data-save-view
            leftSection={<IconBookmark size={14} stroke={1.7} />}
            rightSection={<IconChevronDown size={13} stroke={1.8} />}
          >
            {t("views.title")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ViewItems screen={screen} issuer={issuer} onSave={open} />
        </Menu.Dropdown>
      </Menu>
      {isSaving ? <SaveView screen={screen} issuer={issuer} viewer={viewer} onClose={close} /> : null}
    </>
  );
}
