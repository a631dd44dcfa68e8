"use client";

import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { t } from "@/lib/messages/identity";
import { createBrandAction, renameBrandAction } from "@/lib/programme/actions";
import { ActionFailure } from "./action-failure";
import { Dialog } from "./dialog";
import { useAction } from "./use-action";

export function AddBrand() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button onClick={() => setOpened(true)}>{t("brands.add")}</Button>
      {opened ? <AddDialog onClose={() => setOpened(false)} /> : null}
    </>
  );
}

export function RenameBrand({ brandId, name }: { brandId: number; name: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)} aria-label={t("brands.rename", { name })}>
        {t("brands.renameAct")}
      </Button>
      {opened ? <RenameDialog brandId={brandId} before={name} onClose={() => setOpened(false)} /> : null}
    </>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [code, setCode] = useState("");
  const { run, pending, failure, fields } = useAction(createBrandAction, { after: onClose });
  return (
    <Frame
      title={t("brands.add")}
      act={t("action.add")}
      pending={pending}
      onSubmit={() => run({ name, code })}
      onClose={onClose}
    >
      <Field label={t("brands.name")} value={name} error={fields.name} onChange={setName} />
      <Field label={t("brands.code")} value={code} error={fields.code} onChange={setCode} />
      <ActionFailure failure={failure} shown={["name", "code"]} />
    </Frame>
  );
}

function RenameDialog({ brandId, before, onClose }: { brandId: number; before: string; onClose: () => void }) {
  const [name, setName] = useState(before);
  const { run, pending, failure, fields } = useAction(renameBrandAction, { after: onClose });
  return (
    <Frame
      title={t("brands.rename", { name: before })}
      act={t("action.save")}
      pending={pending}
      onSubmit={() => run({ brandId, name })}
      onClose={onClose}
    >
      <Field label={t("brands.name")} value={name} error={fields.name} onChange={setName} />
      <ActionFailure failure={failure} shown={["name"]} />
    </Frame>
  );
}

type FieldProps = { label: string; value: string; error: string | undefined; onChange: (value: string) => void };

function Field({ label, value, error, onChange }: FieldProps) {
  return (
    <TextInput
      label={label}
      required
      withAsterisk={false}
      maxLength={120}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type FrameProps = {
  title: string;
  act: string;
  pending: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

function Frame({ title, act, pending, onSubmit, onClose, children }: FrameProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    onSubmit();
  }
  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={submit}>
        <Stack>
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" loading={pending}>
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
