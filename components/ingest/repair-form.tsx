"use client";

import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { Dialog } from "@/components/settings/dialog";
import { useAction } from "@/components/settings/use-action";
import { repairRowAction } from "@/lib/ingest/actions";
import { definitionOf } from "@/lib/ingest/entities";
import type { RefusedRowView } from "@/lib/ingest/queries/refused";
import type { Problem } from "@/lib/ingest/row/problem";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

type Props = { row: RefusedRowView; issuerCode: string; onClose: () => Promise<unknown> };

/** The row's values as they stand in the file, open to correction; checked like the file itself. */
export function RepairForm({ row, issuerCode, onClose }: Props) {
  const router = useRouter();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(row.values);
  const [problems, setProblems] = useState<readonly Pick<Problem, "field" | "reason">[]>(row.problems);
  const { run, pending, failure } = useAction(repairRowAction, {
    say: "",
    after: (done) => {
      setProblems(done.problems);
      if (done.problems.length > 0) return;
      // A late change of this address would undo the way to the next.
      void onClose().then(() => {
        if (done.runId !== null) router.push(`/issuer/runs/${done.runId}?issuer=${encodeURIComponent(issuerCode)}`);
        else {
          notifications.show({ message: t("kept.saved") });
          router.refresh();
        }
      });
    },
  });
  const { fields } = definitionOf(row.entity);
  const asked = fields.filter(
    (field) => field.name in row.values || field.required || problems.some((one) => one.field === field.name),
  );
  const ofRow = problems.filter((problem) => !asked.some((field) => field.name === problem.field));
  const send = (load: boolean) => run({ id: row.id, values, load });
  return (
    <Dialog onClose={onClose} size="lg" title={t("kept.repairOf", { line: row.line, file: row.file })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(true);
        }}
      >
        <Stack>
          <p className={classes.muted}>{t("kept.repairWhat")}</p>
          {ofRow.map((problem) => (
            <Alert key={problem.reason} color="red" variant="light">
              {problem.reason}
            </Alert>
          ))}
          <div className={classes.fields}>
            {asked.map((field) => (
              <TextInput
                key={field.name}
                label={field.label}
                maxLength={1_000}
                value={values[field.name] ?? ""}
                error={problems.find((problem) => problem.field === field.name)?.reason}
                onChange={(event) => setValues({ ...values, [field.name]: event.currentTarget.value })}
              />
            ))}
          </div>
          <ActionFailure failure={failure} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("action.cancel")}
            </Button>
            <Button variant="default" loading={pending} onClick={() => send(false)}>
              {t("kept.saveOnly")}
            </Button>
            <Button type="submit" loading={pending}>
              {t("kept.saveLoad")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
