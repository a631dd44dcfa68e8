"use client";

import { Alert, Button } from "@mantine/core";
import { useState, useTransition } from "react";
import { answerOf } from "@/lib/answer-of";
import type { Locale } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import { openStatementAction } from "@/lib/notifications/actions/statement";
import type { Statement } from "@/lib/notifications/statement";
import classes from "./public.module.css";
import { StatementView } from "./statement-view";

type Props = { token: string; issuer: string; language: Locale; stop: string };

/** The holder asks for his statement; a scanner that follows the link does not. */
export function StatementOpener({ token, issuer, language, stop }: Props) {
  const [statement, setStatement] = useState<Statement | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [pending, startTransition] = useTransition();
  function open() {
    startTransition(async () => {
      const result = await answerOf(openStatementAction({ token }));
      setFailed(!result.ok);
      if (result.ok) setStatement(result.data);
    });
  }
  if (statement) return <StatementView statement={statement} language={language} stop={stop} />;
  return (
    <>
      <h1 className={classes.title}>{recipientText(language, "statement.title", { issuer })}</h1>
      <p className={classes.text}>{recipientText(language, "statement.openExplain")}</p>
      {hasFailed ? (
        <Alert color="red" variant="light" mb="md" role="alert">
          {recipientText(language, "statement.failed")}
        </Alert>
      ) : null}
      <Button loading={pending} onClick={open}>
        {recipientText(language, "statement.open")}
      </Button>
    </>
  );
}
