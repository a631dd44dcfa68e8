"use client";

import { Button } from "@mantine/core";
import { useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { useOutage } from "@/components/ui/use-outage";
import { recipientText } from "@/lib/messages/recipient";
import { findLocale } from "@/lib/view";
import classes from "./public.module.css";
import { PublicFrame } from "./public-frame";

/** For a holder of cards, who has no administrator to tell: what happened, what stays as it is, and what to do. */
export function PublicFailure({ reset }: { reset: () => void }) {
  const router = useRouter();
  const asked = useSearchParams().get("lang") ?? navigator.language.slice(0, 2);
  const language = findLocale(asked) ?? "en";
  const [pending, startTransition] = useTransition();
  function again() {
    startTransition(() => {
      router.refresh();
      reset();
    });
  }
  useOutage(again);
  return (
    <PublicFrame issuer={null} language={language} path={null}>
      <div role="alert">
        <h1 className={classes.title}>{recipientText(language, "failed.title")}</h1>
        <p className={classes.text}>{recipientText(language, "failed.explain")}</p>
      </div>
      <Button onClick={again} loading={pending}>
        {recipientText(language, "failed.again")}
      </Button>
    </PublicFrame>
  );
}
