"use client";

import { NativeSelect } from "@mantine/core";
import { useId } from "react";
import { useChoice } from "@/components/layout/use-choice";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./rule-fields.module.css";

type Props = {
  versions: readonly { version: number; label: string }[];
  shown: number;
  against: number | null;
};

/** Which version, and which one beside it; the choice is a part of the address. */
export function VersionChoice({ versions, shown, against }: Props) {
  const [shownId, againstId] = [useId(), useId()];
  const { chosen, choose, pending } = useChoice({ shown, against }, (next) => ({
    version: String(next.shown),
    against: next.against === null ? null : String(next.against),
  }));
  const options = versions.map(({ version, label }) => ({ value: String(version), label }));
  return (
    <div className={classes.choice} aria-busy={pending}>
      <label htmlFor={shownId}>
        {t("escheat.rule.shown")}
        <NativeSelect
          id={shownId}
          size="xs"
          value={String(chosen.shown)}
          data={options}
          onChange={(event) => choose({ ...chosen, shown: Number(event.currentTarget.value) })}
        />
      </label>
      <label htmlFor={againstId}>
        {t("escheat.rule.against")}
        <NativeSelect
          id={againstId}
          size="xs"
          value={chosen.against === null ? "" : String(chosen.against)}
          data={[
            { value: "", label: t("escheat.rule.alone") },
            ...options.filter(({ value }) => value !== String(chosen.shown)),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            // 0 is the version as shipped.
            choose({ ...chosen, against: value === "" ? null : Number(value) });
          }}
        />
      </label>
    </div>
  );
}
