"use client";

import { NativeSelect } from "@mantine/core";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useId, useTransition } from "react";
import { hrefWith } from "@/lib/address";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./rule-fields.module.css";

type Props = {
  versions: readonly { version: number; label: string }[];
  shown: number;
  against: number | null;
};

/** Which version, and which one beside it; the choice is a part of the address. */
export function VersionChoice({ versions, shown, against }: Props) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  const [pending, startTransition] = useTransition();
  const [shownId, againstId] = [useId(), useId()];
  const choose = (change: Record<string, string | null>) =>
    startTransition(() => router.push(hrefWith(path, Object.fromEntries(query), change), { scroll: false }));
  const options = versions.map(({ version, label }) => ({ value: String(version), label }));
  return (
    <div className={classes.choice} aria-busy={pending}>
      <label htmlFor={shownId}>
        {t("escheat.rule.shown")}
        <NativeSelect
          id={shownId}
          size="xs"
          value={String(shown)}
          data={options}
          onChange={(event) => choose({ version: event.currentTarget.value })}
        />
      </label>
      <label htmlFor={againstId}>
        {t("escheat.rule.against")}
        <NativeSelect
          id={againstId}
          size="xs"
          value={against === null ? "" : String(against)}
          data={[
            { value: "", label: t("escheat.rule.alone") },
            ...options.filter(({ value }) => value !== String(shown)),
          ]}
          onChange={(event) => choose({ version: String(shown), against: event.currentTarget.value || null })}
        />
      </label>
    </div>
  );
}
