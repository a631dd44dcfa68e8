"use client";

import dynamic from "next/dynamic";

/** Nothing has ended in the first moments, so what tells of it comes after the page. */
export const RunNoticesLoader = dynamic(() => import("./run-notices").then((module) => module.RunNotices), {
  ssr: false,
});
