"use client";

import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import { useAction } from "@/components/settings/use-action";
import { saveMappingAction } from "@/lib/ingest/actions";
import { type Draft, mappingToKeep } from "@/lib/ingest/draft";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Saved = { readonly name: string; readonly isShipped: boolean };
type Props = { draft: Draft; names: ReadonlyMap<number, string>; saved: readonly Saved[] };

export function SaveMapping(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("mapping.save")}
      </Button>
      {isOpen ? <NameForm {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function NameForm({ draft, names, saved, onClose }: Props & { onClose: () => void }) {
  const isShipped = (one: string) => saved.some((known) => known.isShipped && known.name === one);
  const [name, setName] = useState(isShipped(draft.mappingName) ? "" : draft.mappingName);
  const { run, pending, failure, fields, forget } = useAction(saveMappingAction, {
    say: t("mapping.saved", { name }),
    after: onClose,
  });
  // Another person may have saved one of this name since the page was opened: then the server says so.
  const isThere = failure?.code === "conflict" || saved.some((known) => !known.isShipped && known.name === name.trim());
  const kept = mappingToKeep(draft, name.trim() || "unnamed", names);
  return (
    <Dialog onClose={onClose} title={t("mapping.saveTitle")}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run({ name: name.trim(), mapping: kept, replace: isThere });
        }}
      >
        <Stack>
          <p>{t("mapping.saveWhat")}</p>
          <TextInput
            label={t("mapping.name")}
            required
            maxLength={100}
            value={name}
            error={fields.name}
            data-autofocus
            onChange={(event) => {
              forget();
              setName(event.currentTarget.value);
            }}
          />
          <div>
            <p className={classes.muted}>{t("mapping.pattern")}</p>
            <ul>
              {kept.files.map((part) => (
                <li key={part.match} className={classes.mono}>
                  {part.match}
                </li>
              ))}
            </ul>
          </div>
          <p role="status" className={classes.warn}>
            {isThere ? t("mapping.there", { name: name.trim() }) : ""}
          </p>
          <ActionFailure failure={failure} shown={["name"]} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" loading={pending} disabled={name.trim() === ""}>
              {t(isThere ? "mapping.replace" : "action.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
