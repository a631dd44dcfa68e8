"use client";

import { UnstyledButton } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useEffect, useId, useState } from "react";
import { addMonths, endOfMonth } from "@/lib/dates";
import { formatDate, type Locale } from "@/lib/format";
import { dayOf } from "@/lib/instant";
import { t } from "@/lib/messages/shell";
import { Picker } from "./picker";
import classes from "./pickers.module.css";
import { onShellCommand } from "./shell-events";
import { useView } from "./use-view";

// Fields come with the first opening: most readers never change the date by hand.
const AsOfForm = dynamic(() => import("./as-of-form").then((module) => module.AsOfForm), { ssr: false });

type Props = {
  defaultAsOf: string;
  dataUntil: string | null;
  today: string;
  ownLocale: Locale;
};

export function AsOfPicker({ defaultAsOf, dataUntil, today, ownLocale }: Props) {
  const { view, setView, pending } = useView();
  const [opened, setOpened] = useState(false);
  const panel = useId();
  useEffect(() => onShellCommand("as-of", () => setOpened(true)), []);
  const asOf = view.asOf ?? defaultAsOf;
  const locale = view.lang ?? ownLocale;

  function choose(date: string, knownAt: string | null = view.knownAt) {
    setOpened(false);
    setView({ asOf: date, knownAt, from: null, to: null });
  }

  const choices = [
    { label: t("asOf.latest"), date: defaultAsOf },
    { label: t("asOf.lastMonth"), date: endOfMonth(addMonths(defaultAsOf, -1)) },
    { label: t("asOf.lastYearEnd"), date: `${Number(defaultAsOf.slice(0, 4)) - 1}-12-31` },
    { label: t("asOf.yearAgo"), date: addMonths(defaultAsOf, -12) },
  ];

  return (
    <Picker
      isChanged={asOf !== defaultAsOf || view.knownAt !== null}
      isBusy={pending}
      opened={opened}
      setOpened={setOpened}
      aria-controls={panel}
      panel={{ id: panel, "aria-label": t("asOf.title"), w: 320 }}
      value={
        <>
          <IconCalendar size={16} stroke={1.6} aria-hidden />
          <span className={classes.pickerLabel}>{t("asOf.label")}</span>
          <time dateTime={asOf}>{formatDate(asOf, locale)}</time>
          {view.knownAt ? (
            <span className={classes.known}>
              {t("asOf.knownShort", { date: formatDate(dayOf(view.knownAt), locale) })}
            </span>
          ) : null}
        </>
      }
    >
      <ul className={classes.choices}>
        {choices.map((choice) => (
          <li key={choice.label}>
            <UnstyledButton
              className={classes.choice}
              aria-pressed={choice.date === asOf}
              onClick={() => choose(choice.date)}
            >
              {choice.label}
              <time dateTime={choice.date}>{formatDate(choice.date, locale)}</time>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <AsOfForm key={`${asOf}${view.knownAt}`} asOf={asOf} knownAt={view.knownAt} today={today} onChoose={choose} />
      <p className={classes.note}>
        {dataUntil ? t("asOf.dataUntil", { date: formatDate(dataUntil, locale) }) : t("asOf.noData")}
      </p>
    </Picker>
  );
}
