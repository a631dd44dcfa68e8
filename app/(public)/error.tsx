"use client";

import dynamic from "next/dynamic";

// Loaded when it is needed, and only then: it reads the browser's language.
const PublicFailure = dynamic(
  () => import("@/components/notifications/public/public-failure").then((module) => module.PublicFailure),
  { ssr: false },
);

export default function PublicError({ reset }: { reset: () => void }) {
  return <PublicFailure reset={reset} />;
}
