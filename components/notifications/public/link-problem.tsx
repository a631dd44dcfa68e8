import type { Locale } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import { STATEMENT_DAYS } from "@/lib/notifications/statement";
import classes from "./public.module.css";
import { PublicFrame } from "./public-frame";

/** A link that opens nothing: what may have happened, and what to do. */
export function LinkProblem({ kind, language }: { kind: "invalid" | "expired"; language: Locale }) {
  return (
    <PublicFrame issuer={null} language={language} path={null}>
      <h1 className={classes.title}>{recipientText(language, `link.${kind}`)}</h1>
      <p className={classes.text}>{recipientText(language, `link.${kind}Explain`, { n: STATEMENT_DAYS })}</p>
    </PublicFrame>
  );
}
