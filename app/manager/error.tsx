"use client";

import dynamic from "next/dynamic";

// Loaded when it is needed: with it every page would carry the messages a second time.
const Failure = dynamic(() => import("@/components/ui/failure").then((module) => module.Failure));

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function ManagerError(props: Props) {
  return <Failure {...props} />;
}
