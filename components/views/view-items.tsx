"use client";

import { Menu } from "@mantine/core";
import { IconPlus, IconRestore } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { hrefTo } from "@/lib/address";
import { asking } from "@/lib/ask";
import { roleName } from "@/lib/identity/role-name";
import { t } from "@/lib/messages/screens";
import { queryClient } from "@/lib/query-client";
import type { Screen } from "@/lib/views/constants";
import { viewHref } from "@/lib/views/opening";
import type { ViewRow } from "@/lib/views/queries";
import type { viewQuestions } from "@/lib/views/questions";

const ask = asking<typeof viewQuestions>("views");

type Props = { screen: Screen; issuer: string; onSave: () => void };

/** The kept views of a screen, the way back to none, and the way to keep the one that is open. */
export function ViewItems({ screen, issuer, onSave }: Props) {
  const router = useRouter();
  const path = usePathname();
  const address = Object.fromEntries(useSearchParams());
  const views = useQuery(
    {
      queryKey: ["views", issuer, screen],
      queryFn: ({ signal }) => ask("list", { screen }, signal),
    },
    queryClient(),
  );
  return (
    <>
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
      <Menu.Item leftSection={<IconPlus size={15} stroke={1.7} />} onClick={onSave}>
        {t("views.save")}
      </Menu.Item>
    </>
  );
}

function noteOf({ shared, defaultForRole }: ViewRow): string {
  if (!defaultForRole) return shared ? t("views.shared") : "";
  return shared ? t("views.default", { role: roleName(defaultForRole) }) : t("views.first");
}
