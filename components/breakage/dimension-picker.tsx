"use client";

import { useChoice } from "@/components/layout/use-choice";
import { type Dimension, dimensions } from "@/lib/breakage/constants";
import { t } from "@/lib/messages/breakage";
import classes from "./dimension-picker.module.css";

type Props = {
  by: readonly Dimension[];
  choices?: readonly Dimension[];
  /** Pairs that cannot be asked for at once. */
  apart?: readonly (readonly [Dimension, Dimension])[];
  /** What filters have taken already: nothing that cannot be asked for with it is offered. */
  taken?: readonly Dimension[];
};

/** By what, and crossed with what. One part of the address, `by=card-type,state`, because the order matters. */
export function DimensionPicker({ by, choices = dimensions, apart = [], taken = [] }: Props) {
  const clash = (one: string, other: string) => apart.some((pair) => isAmong(pair, one) && isAmong(pair, other));
  const open = choices.filter((name) => !taken.some((other) => other !== name && clash(name, other)));
  const goTogether = (one: string, other: string) => one !== other && !clash(one, other);
  const { chosen, choose, pending } = useChoice<readonly string[]>(by, (next) => {
    const written = next.join(",");
    return { by: written === "card-type" ? null : written, sort: null };
  });
  const [first = "card-type", second = ""] = chosen;
  const cross = (one: string, other: string) => choose(other && goTogether(one, other) ? [one, other] : [one]);

  return (
    <div className={classes.pair} aria-busy={pending}>
      <label className={classes.field}>
        <span className={classes.word}>{t("breakage.by.word")}</span>
        <select
          className={classes.select}
          aria-label={t("breakage.by")}
          value={first}
          onChange={(event) => cross(event.currentTarget.value, second)}
        >
          <Options names={open.filter((name) => name !== second)} />
        </select>
      </label>
      <label className={classes.field}>
        <span className={classes.word}>{t("breakage.across.word")}</span>
        <select
          className={classes.select}
          aria-label={t("breakage.across")}
          value={second}
          onChange={(event) => cross(first, event.currentTarget.value)}
        >
          <option value="">{t("breakage.across.none")}</option>
          <Options names={open.filter((name) => goTogether(first, name))} />
        </select>
      </label>
    </div>
  );
}

const isAmong = (names: readonly string[], name: string) => names.includes(name);

function Options({ names }: { names: readonly Dimension[] }) {
  return names.map((name) => (
    <option key={name} value={name}>
      {t(`dimension.${name}`)}
    </option>
  ));
}
