"use client";

import dynamic from "next/dynamic";
import { Block } from "@/components/ui/skeleton";
import { t } from "@/lib/messages/screens";

/** The arithmetic comes over the wire with the page, when somebody opens it; the server has no part in it. */
export const CalculatorLoader = dynamic(() => import("./calculator").then((module) => module.Calculator), {
  ssr: false,
  loading: () => (
    <div role="status">
      <span className="visually-hidden">{t("state.loading")}</span>
      <Block height={24} />
    </div>
  ),
});
