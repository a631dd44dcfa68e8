"use client";

import { Button, Checkbox, Modal, NativeSelect, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { answerOf } from "@/lib/answer-of";
import { type Role, roles } from "@/lib/identity/constants";
import { roleName } from "@/lib/identity/role-name";
import { t } from "@/lib/messages/screens";
import { queryClient } from "@/lib/query-client";
import { saveViewAction } from "@/lib/views/actions";
import type { Screen } from "@/lib/views/constants";
import { keptState } from "@/lib/views/opening";
import type { Viewer } from "./saved-views";

type Props = { screen: Screen; issuer: string; viewer: Viewer; onClose: () => void };

export function SaveView({ screen, issuer, viewer, onClose }: Props) {
  const query = useSearchParams();
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const [first, setFirst] = useState<Role | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [pending, startTransition] = useTransition();

  function submit(event: FormEvent) {
    event.preventDefault();
    const state = keptState(Object.fromEntries(query));
    startTransition(async () => {
      const result = await answerOf(saveViewAction({ screen, name, state, shared, defaultForRole: first }));
      if (!result.ok) return setError(result.fields.name ?? result.message);
      await queryClient().invalidateQueries({ queryKey: ["views", issuer, screen] });
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
        {viewer.canShare ? (
          <Checkbox
            mt="md"
            label={t("views.share")}
            checked={shared}
            onChange={(event) => {
              setShared(event.currentTarget.checked);
              setFirst(null);
            }}
          />
        ) : null}
        {shared ? (
          <NativeSelect
            mt="md"
            label={t("views.firstFor")}
            description={t("views.firstHint")}
            value={first ?? ""}
            data={[
              { value: "", label: t("views.firstForNobody") },
              ...roles.map((role) => ({ value: role, label: roleName(role) })),
            ]}
            onChange={(event) => setFirst(roles.find((role) => role === event.currentTarget.value) ?? null)}
          />
        ) : (
          <Checkbox
            mt="md"
            label={t("views.firstForMe")}
            description={t("views.firstHint")}
            checked={first !== null}
            onChange={(event) => setFirst(event.currentTarget.checked ? viewer.role : null)}
          />
        )}
        <Button type="submit" mt="lg" loading={pending}>
          {t("action.save")}
        </Button>
      </form>
    </Modal>
  );
}
