"use client";

import { Alert, Button } from "@mantine/core";
import { type FormEvent, useState, useTransition } from "react";
import { answerOf } from "@/lib/answer-of";
import type { Locale } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import type { RecipientKey } from "@/lib/messages/recipient-en";
import { optOutAction } from "@/lib/notifications/actions/opt-out";
import type { OptOutCovers } from "@/lib/notifications/opt-out/standing";
import classes from "./public.module.css";
import { WhyForm } from "./why-form";

type Props = { token: string; issuer: string; address: string; standing: OptOutCovers; language: Locale };

/** One press ends reminders; why is asked afterwards, and "keep them coming" takes it back. */
export function UnsubscribeForm({ token, issuer, address, standing: first, language }: Props) {
  const [standing, setStanding] = useState(first);
  const [wasUndone, setUndone] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [pending, startTransition] = useTransition();
  const say = (key: RecipientKey) => recipientText(language, key, { issuer, address });

  function choose(covers: OptOutCovers) {
    startTransition(async () => {
      const result = await answerOf(optOutAction({ token, covers }));
      setFailed(!result.ok);
      if (!result.ok) return;
      setStanding(result.data.standing);
      setUndone(covers === "nothing");
    });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    choose("commercial");
  }

  return (
    <div aria-live="polite">
      {hasFailed ? (
        <Alert color="red" variant="light" mb="md" role="alert">
          {say("unsubscribe.failed")}
        </Alert>
      ) : null}
      {standing === "nothing" ? (
        <>
          <h1 className={classes.title}>{say(wasUndone ? "unsubscribe.undone" : "unsubscribe.title")}</h1>
          <p className={classes.text}>{say("unsubscribe.explain")}</p>
          {/* Without scripts the form itself says what a mail programme would. */}
          <form method="post" action={`/api/u/${token}`} onSubmit={submit} className={classes.buttons}>
            <input type="hidden" name="List-Unsubscribe" value="One-Click" />
            <Button type="submit" loading={pending}>
              {say("unsubscribe.stop")}
            </Button>
            <Button variant="default" disabled={pending} onClick={() => choose("all")}>
              {say("unsubscribe.stopAll")}
            </Button>
          </form>
          <p className={classes.quiet}>{say("unsubscribe.allExplain")}</p>
        </>
      ) : (
        <>
          <h1 className={classes.title}>
            {say(standing === "all" ? "unsubscribe.doneAllTitle" : "unsubscribe.doneTitle")}
          </h1>
          <p className={classes.text}>
            {say("unsubscribe.done")} {say("unsubscribe.bothSides")}
          </p>
          <div className={classes.buttons}>
            <Button variant="default" loading={pending} onClick={() => choose("nothing")}>
              {say("unsubscribe.undo")}
            </Button>
            {standing === "commercial" ? (
              <Button variant="default" disabled={pending} onClick={() => choose("all")}>
                {say("unsubscribe.stopAll")}
              </Button>
            ) : null}
          </div>
          <WhyForm token={token} issuer={issuer} language={language} />
        </>
      )}
    </div>
  );
}
