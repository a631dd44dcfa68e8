"use client";

import { Button, Textarea } from "@mantine/core";
import { useId } from "react";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./edit.module.css";

type Props = {
  now: string | null;
  /** Null: stays as it is. */
  note: string | null;
  fault: string | undefined;
  onChange: (note: string | null) => void;
};

/** What else counsel should know; no figure rests on it. */
export function NoteRow({ now, note, fault, onChange }: Props) {
  const heading = useId();
  const isOpen = note !== null;
  const name = t("escheat.edit.note");
  return (
    <section className={classes.row} aria-labelledby={heading} data-open={isOpen ? "" : undefined}>
      <header className={classes.rowHead}>
        <h3 id={heading} className={classes.rowName}>
          {name}
        </h3>
        <Button
          variant="default"
          size="xs"
          aria-label={t(isOpen ? "escheat.edit.leaveField" : "escheat.edit.changeField", { field: name })}
          onClick={() => onChange(isOpen ? null : (now ?? ""))}
        >
          {t(isOpen ? "escheat.edit.leave" : "escheat.edit.change")}
        </Button>
      </header>
      <p className={classes.now}>{now ?? t("escheat.edit.noNote")}</p>
      {isOpen ? (
        <div className={classes.editor}>
          <Textarea
            label={t("escheat.edit.noteText")}
            autosize
            minRows={2}
            maxLength={1_000}
            value={note}
            error={fault}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </div>
      ) : null}
    </section>
  );
}
