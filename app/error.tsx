"use client";

import { Failure } from "@/components/ui/failure";

export default function AppError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main">
      <Failure {...props} />
    </main>
  );
}
