"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { t } from "@/lib/messages/screens";
import { ErrorState } from "./states";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** The body of every error.tsx. The digest is all that leaves the server; the log holds the rest under the same number. */
export function Failure({ error, reset }: Props) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  function again() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }
  return (
    <ErrorState
      isPage
      title={t("state.error.title")}
      action={
        <Button onClick={again} loading={pending}>
          {t("action.retry")}
        </Button>
      }
    >
      <p>{t("state.error.safe")}</p>
      <p>{t("state.error.what")}</p>
      {error.digest ? <p className="numeric">{t("state.error.reference", { digest: error.digest })}</p> : null}
    </ErrorState>
  );
}
