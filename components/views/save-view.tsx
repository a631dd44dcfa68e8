"use client";

import { Button, Checkbox, Modal, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { t } from "@/lib/messages/message";
import { saveViewAction } from "@/lib/views/actions";
import type { Screen } from "@/lib/views/schema";

/** The issuer is the session's; words searched for may name people. Neither belongs to a view. */
const unkept: ReadonlySet<string> = new Set(["issuer", "search", "cursor", "page"]);

type Props = { screen: Screen; issuer: string; onClose: () => void };

export function SaveView({ screen, issuer, onClose }: Props) {
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
      onClose();
    });
  }

  return (
    <Modal opened onClose={onClose} title={t("views.save")}>
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
    </Modal>
  );
}
