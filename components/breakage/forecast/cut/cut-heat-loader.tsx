"use client";

import dynamic from "next/dynamic";
import { Block } from "@/components/ui/skeleton";

/** Drawn and worked out in the browser, as the triangle of a card type is. */
export const CutHeatLoader = dynamic(() => import("./cut-heat").then((module) => module.CutHeat), {
  ssr: false,
  loading: () => <Block height={48} />,
});
