"use client";

import { Checkbox, Radio, Stack } from "@mantine/core";
import { t } from "@/lib/messages/escheat-holder";
import classes from "./holder.module.css";
import type { HolderDraft } from "./text-field";

type Props = {
  draft: HolderDraft;
  disabled: boolean;
  onChange: (change: Partial<HolderDraft>) => void;
};

const answers = ["yes", "no", "unknown"] as const;
const answerOf = (value: boolean | null) => (value === null ? "unknown" : value ? "yes" : "no");

/** What counsel has settled. Each is a choice of law that moves money from one state to another. */
export function ChoiceFields({ draft, disabled, onChange }: Props) {
  return (
    <Stack gap="lg">
      <Radio.Group
        label={t("holder.smallIssuer")}
        description={t("holder.smallIssuer.why")}
        value={answerOf(draft.smallIssuer)}
        onChange={(answer) => onChange({ smallIssuer: answer === "unknown" ? null : answer === "yes" })}
      >
        <div className={classes.answers}>
          {answers.map((answer) => (
            <Radio key={answer} value={answer} label={t(`answer.${answer}`)} disabled={disabled} />
          ))}
        </div>
      </Radio.Group>
      {(["takesSecondPriority", "texasDeemsAddress"] as const).map((field) => (
        <Checkbox
          key={field}
          label={t(`holder.${field}`)}
          description={t(`holder.${field}.why`)}
          disabled={disabled}
          checked={draft[field]}
          onChange={(event) => onChange({ [field]: event.currentTarget.checked })}
        />
      ))}
    </Stack>
  );
}
