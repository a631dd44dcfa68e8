"use client";

import { Select } from "@mantine/core";
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
  const [first = "card-type", second = null] = by;

  function choose(next: readonly (string | null)[]) {
    const chosen = next.filter((name) => name !== null).join(",");
    const address = Object.fromEntries(query);
    const change = { by: chosen === "card-type" ? null : chosen, sort: null };
    startTransition(() => router.push(hrefWith(path, address, change), { scroll: false }));
  }

  const options = dimensions.map((value) => ({ value, label: t(`dimension.${value}`) }));
  return (
    <div className={classes.pair} aria-busy={pending}>
      <Select
        aria-label={t("breakage.by")}
        leftSection={<span className={classes.word}>{t("breakage.by.word")}</span>}
        leftSectionWidth={34}
        data={options.filter((option) => option.value !== second)}
        value={first}
        allowDeselect={false}
        onChange={(value) => choose([value, second])}
        classNames={{ input: classes.input }}
        w={158}
      />
      <Select
        aria-label={t("breakage.across")}
        leftSection={<span className={classes.word}>{t("breakage.across.word")}</span>}
        leftSectionWidth={56}
        placeholder={t("breakage.across.none")}
        data={options.filter((option) => option.value !== first)}
        value={second}
        clearable
        clearButtonProps={{ "aria-label": t("breakage.across.clear"), mih: 24, miw: 24 }}
        onChange={(value) => choose([first, value])}
        classNames={{ input: classes.input }}
        w={178}
      />
    </div>
  );
}
