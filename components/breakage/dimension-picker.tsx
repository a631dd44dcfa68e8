"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { hrefWith } from "@/lib/address";
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
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  const [pending, startTransition] = useTransition();
  const [first = "card-type", second = ""] = by;
  const clash = (one: string, other: string) => apart.some((pair) => isAmong(pair, one) && isAmong(pair, other));
  const open = choices.filter((name) => !taken.some((other) => other !== name && clash(name, other)));
  const goTogether = (one: string, other: string) => one !== other && !clash(one, other);

  function choose(next: readonly [first: string, second: string]) {
    const kept = goTogether(...next) ? next : next.slice(0, 1);
    const chosen = kept.filter(Boolean).join(",");
    const change = { by: chosen === "card-type" ? null : chosen, sort: null };
    startTransition(() => router.push(hrefWith(path, Object.fromEntries(query), change), { scroll: false }));
  }

  return (
    <div className={classes.pair} aria-busy={pending}>
      <label className={classes.field}>
        <span className={classes.word}>{t("breakage.by.word")}</span>
        <select
          className={classes.select}
          aria-label={t("breakage.by")}
          value={first}
          onChange={(event) => choose([event.currentTarget.value, second])}
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
          onChange={(event) => choose([first, event.currentTarget.value])}
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
