"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { hrefWith } from "@/lib/address";
import { type Dimension, dimensions } from "@/lib/breakage/constants";
import { t } from "@/lib/messages/message";
import classes from "./dimension-picker.module.css";

/** By what, and crossed with what. One part of the address, `by=card-type,state`, because the order matters. */
export function DimensionPicker({ by }: { by: readonly Dimension[] }) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  const [pending, startTransition] = useTransition();
  const [first = "card-type", second = ""] = by;

  function choose(next: readonly string[]) {
    const chosen = next.filter(Boolean).join(",");
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
          <Options without={second} />
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
          <Options without={first} />
        </select>
      </label>
    </div>
  );
}

function Options({ without }: { without: string }) {
  return dimensions
    .filter((name) => name !== without)
    .map((name) => (
      <option key={name} value={name}>
        {t(`dimension.${name}`)}
      </option>
    ));
}
