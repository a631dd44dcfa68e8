"use client";

import dynamic from "next/dynamic";
import type { RevocableProps } from "./revocable-list";

const RevocableList = dynamic(() => import("./revocable-list").then((module) => module.RevocableList), {
  ssr: false,
});

/** Comes after the page, where something was approved and has not gone yet. */
export function Revocable(props: RevocableProps) {
  return props.queue.revocable.length > 0 ? <RevocableList {...props} /> : null;
}
