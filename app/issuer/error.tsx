"use client";

import { Failure } from "@/components/ui/failure";

export default function IssuerError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <Failure {...props} />;
}
