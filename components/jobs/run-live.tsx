"use client";

import dynamic from "next/dynamic";
import { Block } from "@/components/ui/skeleton";

/** A run that is watched until its end. What watching needs comes after a page on which something runs, and with no other. */
export const RunLive = dynamic(() => import("./watched-run").then((module) => module.WatchedRun), {
  ssr: false,
  loading: () => <Block height={9} />,
});
