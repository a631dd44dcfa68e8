"use client";

import dynamic from "next/dynamic";

/** A run that is watched until its end. What watching needs comes with the pages on which something runs, and no others. */
export const RunLive = dynamic(() => import("./watched-run").then((module) => module.WatchedRun));
