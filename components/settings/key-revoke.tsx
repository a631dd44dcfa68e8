"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { revokeKeyAction } from "@/lib/identity/actions/members";
import { t } from "@/lib/messages/identity";
import { Confirm } from "./confirm";

export function KeyRevoke({ keyId, name }: { keyId: number; name: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t("keys.revoke")}
      </Button>
      {asked ? (
        <Confirm
          title={t("keys.revoke.title", { name })}
          act={t("keys.revoke")}
          action={revokeKeyAction}
          input={{ keyId }}
          onClose={() => setAsked(false)}
        >
          {t("keys.revoke.what")}
        </Confirm>
      ) : null}
    </>
  );
}
