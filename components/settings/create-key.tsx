"use client";

import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { createKeyAction } from "@/lib/identity/actions/members";
import { type KeyScope, keyScopes } from "@/lib/identity/permissions";
import { t } from "@/lib/messages/identity";
import { ActionFailure } from "./action-failure";
import { Dialog } from "./dialog";
import { Secret } from "./secret";
import { useAction } from "./use-action";

export function CreateKey() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t("keys.create")}</Button>
      {opened ? <KeyDialog onClose={() => setOpened(false)} /> : null}
    </>
  );
}

const lives = { "30": 30, "90": 90, "365": 365, none: null } as const;
type Life = keyof typeof lives;

function KeyDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<KeyScope[]>(["breakage.read"]);
  const [life, setLife] = useState<Life>("90");
  const [created, setCreated] = useState<string | null>(null);
  const { run, pending, failure, fields } = useAction(createKeyAction, {
    say: "",
    after: ({ key }) => setCreated(key),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ name, scopes, days: lives[life] });
  }
  return (
    <Dialog onClose={onClose} title={t("keys.createTitle")} size="lg" closeOnClickOutside={created === null}>
      {created ? (
        <Stack>
          <p>{t("keys.shownOnce")}</p>
          <Secret label={t("keys.key")} value={created} />
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t("keys.name")}
              description={t("keys.nameHint")}
              required
              withAsterisk={false}
              data-autofocus
              maxLength={120}
              value={name}
              error={fields.name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Checkbox.Group
              label={t("keys.scopes")}
              value={scopes}
              error={fields.scopes}
              onChange={(next) => setScopes(keyScopes.filter((scope) => next.includes(scope)))}
            >
              <Stack gap="xs" mt="xs">
                {keyScopes.map((scope) => (
                  <Checkbox key={scope} value={scope} label={t(`scope.${scope}`)} description={scope} />
                ))}
              </Stack>
            </Checkbox.Group>
            <NativeSelect
              label={t("keys.days")}
              data={(["30", "90", "365", "none"] as const).map((value) => ({ value, label: t(`keys.days.${value}`) }))}
              value={life}
              onChange={(event) => setLife(event.currentTarget.value as Life)}
            />
            <ActionFailure failure={failure} shown={["name", "scopes"]} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t("action.cancel")}
              </Button>
              <Button type="submit" loading={pending}>
                {t("keys.create")}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
