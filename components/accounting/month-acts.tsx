"use client";

import { Button, NativeSelect } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { Confirm } from "@/components/settings/confirm";
import { lockMonthAction, signOffMonthAction } from "@/lib/accounting/actions";
import { t } from "@/lib/messages/accounting-screens";
import classes from "./accounting.module.css";

const actions = { lock: lockMonthAction, signOff: signOffMonthAction } as const;

/** Locks the month whose turn it is, or signs a locked one off; asks once. */
export function MonthAct({ act, month, name }: { act: keyof typeof actions; month: string; name: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        {t(`months.${act}`, { month: name })}
      </Button>
      {isOpen ? (
        <Confirm
          title={t(`months.${act}.ask`, { month: name })}
          act={t(`months.${act}`, { month: name })}
          harmless={act === "signOff"}
          action={actions[act]}
          input={{ month }}
          onClose={close}
        >
          {t(`months.${act}.what`, { month: name })}
        </Confirm>
      ) : null}
    </>
  );
}

/** The first lock may fall on any month, and closes all before it. */
export function FirstLock({ months }: { months: readonly { value: string; label: string }[] }) {
  const [month, setMonth] = useState(months[0]?.value ?? "");
  const [isOpen, { open, close }] = useDisclosure(false);
  const name = months.find(({ value }) => value === month)?.label ?? month;
  return (
    <div className={classes.row}>
      <NativeSelect
        label={t("accounting.month")}
        description={t("months.chooseHint")}
        value={month}
        data={[...months]}
        onChange={(event) => setMonth(event.currentTarget.value)}
      />
      <Button variant="default" onClick={open}>
        {t("months.lock.first", { month: name })}
      </Button>
      {isOpen ? (
        <Confirm
          title={t("months.lock.ask", { month: name })}
          act={t("months.lock.first", { month: name })}
          action={lockMonthAction}
          input={{ month }}
          onClose={close}
        >
          {t("months.lock.what.first", { month: name })}
        </Confirm>
      ) : null}
    </div>
  );
}
