"use client";

import dynamic from "next/dynamic";

/** Comes when somebody is about to act. */
export const ReasonDialog = dynamic(() => import("./reason-form").then((module) => module.ReasonForm), { ssr: false });
