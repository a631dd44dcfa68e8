"use client";

import { Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBookmark, IconChevronDown, IconPlus, IconRestore } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { roleName } from "@/components/identity/role-name";
import { hrefTo } from "@/lib/address";
import type { Role } from "@/lib/identity/constants";
import { t } from "@/lib/messages/identity";
import { listViewsAction } from "@/lib/views/actions";
import type { Screen } from "@/lib/views/constants";
import { viewHref } from "@/lib/views/opening";
import type { ViewRow } from "@/lib/views/queries";

const SaveView = dynamic(() => import("./save-view").then((module) => module.SaveView), { ssr: false });

/** Who keeps a view: whose role it may open first for, and whether colleagues may be given it. */
export type Viewer = { role: Role | null; canShare: boolean };

type Props = { screen: Screen; issuer: string; viewer: Viewer };

/** Views kept under a name: one's own and those shared by colleagues. A view is an address, nothing more. */
export function SavedViews({ screen, issuer, viewer }: Props) {
  const router = useRouter();
  const path = usePathname();
  const address = Object.fromEntries(useSearchParams());
  const [isSaving, { open, close }] = useDisclosure(false);
  const [isOpen, setOpen] = useState(false);
  const views = useQuery({
    queryKey: ["views", issuer, screen],
    enabled: isOpen,
    queryFn: async () => {
      const result = await listViewsAction({ screen });
      if (!result.ok) throw new Error(result.message);
      return result.data;
    },
  });
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={240}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconBookmark size={14} stroke={1.7} />}
            rightSection={<IconChevronDown size={13} stroke={1.8} />}
          >
            {t("views.title")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.data?.length ? <Menu.Label>{t("views.kept")}</Menu.Label> : null}
          {views.data?.map((view) => (
            <Menu.Item
              key={view.id}
              rightSection={<small>{noteOf(view)}</small>}
              onClick={() => router.push(viewHref(path, address, view.state))}
            >
              {view.name}
            </Menu.Item>
          ))}
          {views.data?.length === 0 ? <Menu.Label>{t("views.none")}</Menu.Label> : null}
          {views.isPending ? <Menu.Label>{t("state.loading")}</Menu.Label> : null}
          {views.isError ? <Menu.Label>{t("views.failed")}</Menu.Label> : null}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconRestore size={15} stroke={1.7} />}
            onClick={() => router.push(hrefTo(path, address, { from: null, to: null }))}
          >
            {t("views.plain")}
          </Menu.Item>
          <Menu.Item leftSection={<IconPlus size={15} stroke={1.7} />} onClick={open}>
            {t("views.save")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving ? <SaveView screen={screen} issuer={issuer} viewer={viewer} onClose={close} /> : null}
    </>
  );
}

function noteOf({ shared, defaultForRole }: ViewRow): string {
  if (!defaultForRole) return shared ? t("views.shared") : "";
  return shared ? t("views.default", { role: roleName(defaultForRole) }) : t("views.first");
}
