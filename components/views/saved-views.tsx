"use client";

import { Button, Checkbox, Menu, Modal, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconBookmark, IconChevronDown, IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { hrefWith } from "@/lib/address";
import { t } from "@/lib/messages/message";
import { listViewsAction, saveViewAction } from "@/lib/views/actions";
import type { Screen } from "@/lib/views/schema";

/** The issuer is the session's; words searched for may name people. Neither belongs to a view. */
const unkept: ReadonlySet<string> = new Set(["issuer", "search", "cursor", "page"]);

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
      <Modal opened={isSaving} onClose={close} title={t("views.save")}>
        <SaveForm screen={screen} issuer={issuer} onSaved={close} />
      </Modal>
    </>
  );
}

function SaveForm({ screen, issuer, onSaved }: Props & { onSaved: () => void }) {
  const query = useSearchParams();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    const state = Object.fromEntries([...query].filter(([part]) => !unkept.has(part)));
    startTransition(async () => {
      const result = await saveViewAction({ screen, name, state, shared });
      if (!result.ok) return setError(result.fields.name ?? result.message);
      await client.invalidateQueries({ queryKey: ["views", issuer, screen] });
      notifications.show({ message: t("views.saved", { name }) });
      onSaved();
    });
  }

  return (
    <form onSubmit={submit}>
      <TextInput
        label={t("views.name")}
        description={t("views.nameHint")}
        value={name}
        error={error}
        data-autofocus
        required
        withAsterisk={false}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        mt="md"
        label={t("views.share")}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <Button type="submit" mt="lg" loading={pending}>
        {t("action.save")}
      </Button>
    </form>
  );
}
