"use client";

import { Button, Radio } from "@mantine/core";
import { type FormEvent, useState, useTransition } from "react";
import { answerOf } from "@/lib/answer-of";
import type { Locale } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import { optOutReasonAction } from "@/lib/notifications/actions/opt-out";
import { type OptOutReason, optOutReasons } from "@/lib/notifications/opt-out/standing";
import classes from "./public.module.css";

type Props = { token: string; issuer: string; language: Locale };

/** Asked when it is over, so that nobody has to answer in order to be left alone. */
export function WhyForm({ token, issuer, language }: Props) {
  const [reason, setReason] = useState<OptOutReason | null>(null);
  const [state, setState] = useState<"asking" | "told" | "failed">("asking");
  const [pending, startTransition] = useTransition();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (reason === null) return;
    startTransition(async () => {
      const { ok } = await answerOf(optOutReasonAction({ token, reason }));
      setState(ok ? "told" : "failed");
    });
  }
  if (state === "told") return <p className={classes.text}>{recipientText(language, "unsubscribe.thanks")}</p>;
  return (
    <form onSubmit={submit}>
      <fieldset className={classes.why}>
        <legend>{recipientText(language, "unsubscribe.why")}</legend>
        <div className={classes.choices}>
          {optOutReasons.map((one) => (
            <Radio
              key={one}
              name="reason"
              label={recipientText(language, `unsubscribe.why.${one}`)}
              checked={reason === one}
              onChange={() => setReason(one)}
            />
          ))}
        </div>
        <Button type="submit" variant="default" size="xs" loading={pending} disabled={reason === null}>
          {recipientText(language, "unsubscribe.send", { issuer })}
        </Button>
        {state === "failed" ? <p role="alert">{recipientText(language, "unsubscribe.failed")}</p> : null}
      </fieldset>
    </form>
  );
}
