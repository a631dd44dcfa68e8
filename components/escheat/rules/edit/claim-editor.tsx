"use client";

import { Radio, Stack } from "@mantine/core";
import { claims } from "@/lib/escheat/rule";
import { t } from "@/lib/messages/escheat-rule-screens";
import type { EditorProps } from "./editor-props";

export function ClaimEditor({ draft, onChange }: EditorProps<"claim">) {
  return (
    <Radio.Group
      label={t("escheat.edit.claim")}
      value={draft.claim}
      onChange={(value) => {
        const claim = claims.find((one) => one === value);
        if (claim) onChange({ ...draft, claim });
      }}
    >
      <Stack gap="xs" mt="xs">
        {claims.map((claim) => (
          <Radio
            key={claim}
            value={claim}
            label={t(`escheat.edit.claim.${claim}`)}
            description={t(`escheat.edit.claim.${claim}.why`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
