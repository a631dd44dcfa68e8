"use client";

import { Button } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/ingest";

const WithdrawQuestion = dynamic(() => import("./withdraw-question").then((module) => module.WithdrawQuestion), {
  ssr: false,
});

export type Withdrawal = { batchId: number; issuer: { id: number; code: string }; locale: Locale };

/** Says what will go, then takes the batch back as a run; or says which later batches stand on it. */
export function WithdrawBatch(props: Withdrawal) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("withdraw.open")}
      </Button>
      {isOpen ? <WithdrawQuestion {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
