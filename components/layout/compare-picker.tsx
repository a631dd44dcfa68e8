"use client";

import { UnstyledButton } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Comparison } from "@/lib/breakage/constants";
import type { Period } from "@/lib/dates";
import { formatDateRange } from "@/lib/format";
import { t } from "@/lib/messages/shell";
import type { View } from "@/lib/view";
import { compareChange, mayMatch } from "./compare-change";
import { Picker } from "./picker";
import classes from "./pickers.module.css";
import { useView } from "./use-view";

const PeriodForm = dynamic(() => import("./period-form").then((module) => module.PeriodForm), { ssr: false });

type Props = { view: View; usual: Comparison };

const named = ["none", "previous", "year"] as const;

/** What the figures are held against, in words and in the dates that come of them. The usual one leaves the address empty. */
export function ComparePicker({ view: { compare, match, compared, period, locale }, usual }: Props) {
  const { setView, pending } = useView();
  const [opened, setOpened] = useState(false);
  const canMatch = mayMatch(compare);
  const dates = compared && formatDateRange(compared.from, compared.to, locale);

  function choose(chosen: Comparison, own: Period | null = null) {
    setOpened(false);
    setView(compareChange(chosen, usual, own));
  }

  return (
    <Picker
      isChanged={compare !== usual || match !== undefined}
      isBusy={pending}
      opened={opened}
      setOpened={setOpened}
      data-picker="compare"
      data-value={compare}
      data-usual={usual}
      panel={{ w: 370 }}
      value={
        <>
          <span className={classes.pickerLabel}>{t("compare.label")}</span>
          {compare === "custom" && dates ? <span className="numeric">{dates}</span> : t(`compare.${compare}`)}
          {canMatch && match ? <span className={classes.known}>{t("compare.matched")}</span> : null}
        </>
      }
    >
      <ul className={classes.choices}>
        {named.map((name) => (
          <li key={name}>
            <UnstyledButton className={classes.choice} aria-pressed={name === compare} onClick={() => choose(name)}>
              {t(`compare.${name}`)}
              {name === compare && dates ? <small>{dates}</small> : null}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <ul className={classes.choices}>
        <li>
          <UnstyledButton
            className={classes.choice}
            role="switch"
            aria-checked={canMatch && match !== undefined}
            disabled={!canMatch}
            onClick={() => setView({ match: match ? null : "weekday" })}
          >
            {t("compare.match")}
            {canMatch && match ? <IconCheck size={15} aria-hidden /> : null}
          </UnstyledButton>
        </li>
      </ul>
      <p className={classes.formTitle}>{t("compare.custom")}</p>
      <PeriodForm
        key={`${compared?.from}${compared?.to}`}
        period={compared ?? period}
        onChoose={(own) => choose("custom", own)}
      />
    </Picker>
  );
}
