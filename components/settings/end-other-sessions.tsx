"use client";

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useRouter } from "next/navigation";
import { endOtherSessionsAction } from "@/lib/identity/actions/account";
import { t } from "@/lib/messages/identity";
import { useAction } from "./use-action";

export function EndOtherSessions() {
  const router = useRouter();
  const { run, pending } = useAction(endOtherSessionsAction, {
    say: "",
    after: ({ ended }) => {
      notifications.show({ message: t("account.ended", { count: ended }) });
      router.refresh();
    },
  });
  return (
    <Button size="xs" variant="default" loading={pending} onClick={() => run({})}>
      {t("account.endOthers")}
    </Button>
  );
}
