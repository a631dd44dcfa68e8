"use client";

import { Alert } from "@mantine/core";
import type { ActionFailure as Failure } from "@/lib/action";
import { t } from "@/lib/messages/screens";

/** What went wrong with an action, unless each of its fields says so itself. */
export function ActionFailure({ failure, shown = [] }: { failure: Failure | null; shown?: readonly string[] }) {
  if (!failure) return null;
  const hidden = Object.entries(failure.fields).filter(([field]) => !shown.includes(field));
  if (hidden.length === 0 && Object.keys(failure.fields).length > 0) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {failure.message}
      {hidden.map(([field, message]) => (
        <p key={field}>{message}</p>
      ))}
      {failure.errorId ? <p className="numeric">{t("state.error.reference", { digest: failure.errorId })}</p> : null}
    </Alert>
  );
}
