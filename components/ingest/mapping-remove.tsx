"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "@/components/settings/confirm";
import { removeMappingAction } from "@/lib/ingest/actions";
import { t } from "@/lib/messages/ingest";

export function MappingRemove({ id, name }: { id: number; name: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        aria-label={t("mappings.removeOf", { name })}
        onClick={() => setAsked(true)}
      >
        {t("mappings.remove")}
      </Button>
      {asked ? (
        <Confirm
          title={t("mappings.removeTitle", { name })}
          act={t("mappings.remove")}
          action={removeMappingAction}
          input={{ id }}
          onClose={() => setAsked(false)}
        >
          {t("mappings.removeWhat")}
        </Confirm>
      ) : null}
    </>
  );
}
