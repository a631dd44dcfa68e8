"use client";

import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { confirmRuleAction } from "@/lib/escheat/actions/rules";
import type { PropertyKind } from "@/lib/escheat/constants";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./rules.module.css";

type Props = { law: { jurisdiction: string; property: PropertyKind }; version: number; ruleHash: string };

export function ConfirmForm({ law, version, ruleHash }: Props) {
  const [note, setNote] = useState("");
  const { run, pending, failure, fields } = useAction(confirmRuleAction, { say: t("escheat.confirm.done") });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ ...law, version, ruleHash, note });
  }
  return (
    <form className={classes.confirm} onSubmit={submit}>
      <Textarea
        label={t("escheat.confirm.what")}
        description={t("escheat.confirm.whatHint")}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxLength={300}
        value={note}
        error={fields.note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <ActionFailure failure={failure} shown={["note"]} />
      <div>
        <Button type="submit" loading={pending}>
          {t("escheat.confirm.act")}
        </Button>
      </div>
    </form>
  );
}
