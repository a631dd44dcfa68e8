"use client";

import { Button, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBookmark, IconChevronDown, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { hrefWith } from "@/lib/address";
import { t } from "@/lib/messages/message";
import { listViewsAction } from "@/lib/views/actions";
import type { Screen } from "@/lib/views/schema";

const SaveView = dynamic(() => import("./save-view").then((module) => module.SaveView), { ssr: false });

type Props = { screen: Screen; issuer: string };

/** Views kept under a name: one's own and those shared by colleagues. A view is an address, nothing more. */
export function SavedViews({ screen, issuer }: Props) {
  const router = useRouter();
  const path = usePathname();
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
              rightSection={view.shared ? <small>{t("views.shared")}</small> : null}
              onClick={() => router.push(hrefWith(path, {}, view.state))}
            >
              {view.name}
            </Menu.Item>
          ))}
          {views.data?.length === 0 ? <Menu.Label>{t("views.none")}</Menu.Label> : null}
          {views.isPending ? <Menu.Label>{t("state.loading")}</Menu.Label> : null}
          {views.isError ? <Menu.Label>{t("views.failed")}</Menu.Label> : null}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={15} stroke={1.7} />} onClick={open}>
            {t("views.save")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isSaving ? <SaveView screen={screen} issuer={issuer} onClose={close} /> : null}
    </>
  );
}
