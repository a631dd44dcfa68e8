"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { t } from "@/lib/messages/screens";
import { ErrorState } from "./states";
import { useOutage } from "./use-outage";

type Props = { error: Error & { digest?: string }; reset: () => void };

/**
 * The body of every error.tsx. Where the database or the server does not answer it says so, and shows the page again once they do. The digest is all that leaves the server; the log holds the rest under the same number.
 */
export function Failure({ error, reset }: Props) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  function again() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }
  const outage = useOutage(again);
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
      <p>{t(outage ? `state.error.${outage}` : "state.error.what")}</p>
      {error.digest ? <p className="numeric">{t("state.error.reference", { digest: error.digest })}</p> : null}
    </ErrorState>
  );
}
