"use client";

import { NativeSelect } from "@mantine/core";
import { useChoice } from "@/components/layout/use-choice";
import type { Cut, CutChoice, Member } from "@/lib/breakage/forecast-view/cut-members";
import { cutParts } from "@/lib/breakage/forecast-view/cut-path";
import { forecastTriangleMessages } from "@/lib/messages/forecast-triangle";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import classes from "./cut.module.css";

const t = words(screenMessages, forecastTriangleMessages);

/** Which card types: one field for each thing that belongs to them, and each a part of the address. */
export function CutPicker({ choices }: { choices: readonly CutChoice[] }) {
  const shown: Cut = Object.fromEntries(choices.map(({ dimension, chosen }) => [dimension, chosen ?? undefined]));
  const { chosen, choose, pending } = useChoice(shown, cutParts);
  return (
    <fieldset className={classes.cut} aria-label={t("cutTriangle.cut")} aria-busy={pending} data-print="no">
      {choices.map(({ dimension, options, more }) => (
        <NativeSelect
          key={dimension}
          label={t(`dimension.${dimension}`)}
          description={
            more > 0 ? t("cutTriangle.more", { shown: options.length, all: options.length + more }) : undefined
          }
          value={chosen[dimension] ?? ""}
          data={[
            { value: "", label: t("cutTriangle.every") },
            ...options.map((option) => ({ value: option.id, label: nameOf(option) })),
          ]}
          onChange={(event) => choose({ ...chosen, [dimension]: event.currentTarget.value || undefined })}
        />
      ))}
    </fieldset>
  );
}

/** With its code where that says something else: two brands may bear one name. */
const nameOf = ({ id, name }: Member) =>
  id.toLowerCase() === name.toLowerCase() ? name : t("cutTriangle.named", { name, code: id });
