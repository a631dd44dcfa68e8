"use client";

import { Button, FileButton, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { saveLayoutAction } from "@/lib/escheat/actions/reports";
import { t } from "@/lib/messages/escheat-filing-screens";
import classes from "./reports.module.css";

type Props = { text: string; propertyCode: string | null; canSave: boolean };

/** A layout as a table of text: typed, pasted, or out of a file. */
export function LayoutForm({ text: start, propertyCode, canSave }: Props) {
  const [text, setText] = useState(start);
  const [code, setCode] = useState(propertyCode ?? "");
  const { run, pending, failure, fields } = useAction(saveLayoutAction);
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ text, propertyCode: code.trim() === "" ? null : code.trim() });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <Textarea
        label={t("layout.text")}
        description={t("layout.text.why")}
        autosize
        minRows={8}
        maxRows={24}
        spellCheck={false}
        disabled={!canSave}
        styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
        value={text}
        error={fields.text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        label={t("layout.code")}
        description={t("layout.code.why")}
        maxLength={4}
        disabled={!canSave}
        value={code}
        error={fields.propertyCode}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <ActionFailure failure={failure} shown={["text", "propertyCode"]} />
      {canSave ? (
        <div className={classes.buttons}>
          <Button type="submit" loading={pending}>
            {t("layout.save")}
          </Button>
          <FileButton accept=".csv,.txt,.tsv" onChange={async (file) => file && setText(await file.text())}>
            {(props) => (
              <Button variant="default" {...props}>
                {t("layout.choose")}
              </Button>
            )}
          </FileButton>
        </div>
      ) : null}
    </form>
  );
}
