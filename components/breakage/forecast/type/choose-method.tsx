"use client";

import { Button, NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { ReasonField } from "@/components/ui/reason-field";
import { chooseMethodAction } from "@/lib/breakage/forecast/actions";
import { candidates, type Method } from "@/lib/breakage/forecast/constants";
import { t } from "@/lib/messages/forecast-detail";
import classes from "./type.module.css";

type Props = { code: string; name: string; current: Method | null };

const BACK_TEST = "";

/** A method and the reason for it. The reason is asked for always: it is what an auditor reads. */
export function ChooseMethod({ code, name, current }: Props) {
  const [method, setMethod] = useState<string>(current ?? BACK_TEST);
  const [reason, setReason] = useState("");
  const { run, pending, failure, fields } = useAction(chooseMethodAction, { say: t("chooseMethod.done") });
  function submit(event: FormEvent) {
    event.preventDefault();
    run({ cardType: code, method: candidates.find((one) => one === method) ?? null, reason });
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <NativeSelect
        label={t("chooseMethod.method", { name })}
        value={method}
        error={fields.method}
        onChange={(event) => setMethod(event.currentTarget.value)}
        data={[
          { value: BACK_TEST, label: t("chooseMethod.backTest") },
          ...candidates.map((value) => ({ value, label: t(`forecast.method.${value}`) })),
        ]}
      />
      <ReasonField
        label={t("chooseMethod.reason")}
        description={t("chooseMethod.reasonHint")}
        value={reason}
        error={fields.reason}
        onChange={setReason}
      />
      <div className={classes.wide}>
        <ActionFailure failure={failure} shown={["method", "reason"]} />
        <Button type="submit" loading={pending} disabled={method === (current ?? BACK_TEST)}>
          {t("chooseMethod.save")}
        </Button>
      </div>
    </form>
  );
}
