"use client";

import { Button } from "@mantine/core";
import { useState } from "react";
import { revokeInvitationAction } from "@/lib/identity/actions/members";
import { t } from "@/lib/messages/identity";
import { Confirm } from "./confirm";

export function InvitationRevoke({ invitationId, name }: { invitationId: number; name: string }) {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setAsked(true)}>
        {t("invitations.revoke")}
      </Button>
      {asked ? (
        <Confirm
          title={t("invitations.revoke.title", { name })}
          act={t("invitations.revoke")}
          action={revokeInvitationAction}
          input={{ invitationId }}
          onClose={() => setAsked(false)}
        >
          {t("invitations.revoke.what")}
        </Confirm>
      ) : null}
    </>
  );
}
