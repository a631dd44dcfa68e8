"use client";

import { UnstyledButton } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Period } from "@/lib/dates";
import { formatDateRange, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/shell";
import { periodNames, periodOf } from "@/lib/periods";
import { Picker } from "./picker";
import classes from "./pickers.module.css";
import { useView } from "./use-view";

const PeriodForm = dynamic(() => import("./period-form").then((module) => module.PeriodForm), { ssr: false });

type Props = { asOf: string; period: Period; locale: Locale };

/** The period in words and dates. The default, the trailing year, leaves the address empty. */
export function PeriodPicker({ asOf, period, locale }: Props) {
  const { setView, pending } = useView();
  const [opened, setOpened] = useState(false);
  const usual = periodOf("year", asOf);

  function choose(chosen: Period) {
    setOpened(false);
    const isUsual = chosen.from === usual.from && chosen.to === usual.to;
    setView(isUsual ? { from: null, to: null } : { from: chosen.from, to: chosen.to });
  }

  const isUsual = period.from === usual.from && period.to === usual.to;
  return (
    <Picker
      isChanged={!isUsual}
      isBusy={pending}
      opened={opened}
      setOpened={setOpened}
      panel={{ "aria-label": t("period.title"), w: 370 }}
      value={
        <>
          <span className={classes.pickerLabel}>{t("period.label")}</span>
          <span className="numeric">{formatDateRange(period.from, period.to, locale)}</span>
        </>
      }
    >
      <ul className={classes.choices}>
        {periodNames.map((name) => {
          const choice = periodOf(name, asOf);
          const isChosen = choice.from === period.from && choice.to === period.to;
          return (
            <li key={name}>
              <UnstyledButton className={classes.choice} aria-pressed={isChosen} onClick={() => choose(choice)}>
                {t(`period.${name}`)}
                <small>{formatDateRange(choice.from, choice.to, locale)}</small>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
      <PeriodForm key={period.from + period.to} period={period} onChoose={choose} />
    </Picker>
  );
}
