"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { t } from "@/lib/messages/identity";
import { removeViewAction } from "@/lib/views/actions";
import { Confirm } from "./confirm";

export function ViewRemove({ viewId, name }: { viewId: number; name: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t("views.remove")}
      </Button>
      {asked ? (
        <Confirm
          title={t("views.remove.title", { name })}
          act={t("views.remove")}
          action={removeViewAction}
          input={{ viewId }}
          onClose={() => setAsked(false)}
        >
          {t("views.remove.what")}
        </Confirm>
      ) : null}
    </>
  );
}
