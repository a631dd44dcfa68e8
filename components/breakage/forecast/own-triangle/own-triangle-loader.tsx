"use client";

import dynamic from "next/dynamic";
import { Block } from "@/components/ui/skeleton";
import { t } from "@/lib/messages/screens";

/** The methods come over the wire with the workbench, when somebody opens it; the server has no part in them. */
export const OwnTriangleLoader = dynamic(() => import("./workbench").then((module) => module.Workbench), {
  ssr: false,
  loading: () => (
    <div role="status">
      <span className="visually-hidden">{t("state.loading")}</span>
      <Block height={24} />
    </div>
  ),
});
