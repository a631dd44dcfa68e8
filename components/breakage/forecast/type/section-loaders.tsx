"use client";

import dynamic from "next/dynamic";
import { Block } from "@/components/ui/skeleton";

// Curves and triangles are drawn and worked out in the browser, and stand far below the figure they explain.
export const CurveSectionLoader = dynamic(() => import("./curve-section").then((module) => module.CurveSection), {
  ssr: false,
  loading: () => <Block height={36} />,
});
export const TriangleSectionLoader = dynamic(
  () => import("./triangle-section").then((module) => module.TriangleSection),
  { ssr: false, loading: () => <Block height={48} /> },
);
