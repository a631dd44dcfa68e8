"use client";

import dynamic from "next/dynamic";

// Four steps, one of which is seen: each brings what it needs.
export const UploadPanel = dynamic(() => import("./upload-panel").then((module) => module.UploadPanel));
export const MappingPanel = dynamic(() => import("./mapping-panel").then((module) => module.MappingPanel));
export const CheckPanel = dynamic(() => import("./check-panel").then((module) => module.CheckPanel));
export const LoadPanel = dynamic(() => import("./load-panel").then((module) => module.LoadPanel));
