"use client";

import dynamic from "next/dynamic";
import { Block } from "./skeleton";

/** A choice of several, with a search: the library's largest field, and never the first thing on a page. */
export const ManySelectLoader = dynamic(() => import("./many-select").then((module) => module.ManySelect), {
  ssr: false,
  loading: () => <Block height={3.6} />,
});
