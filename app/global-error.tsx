"use client";

import { useEffect, useState } from "react";

type Props = { error: Error & { digest?: string }; reset: () => void };
type Words = { title: string; safe: string; what: string; again: string };

/** When even the frame of all pages fails. The words come on demand; until then the page is only a way to try again. */
export default function GlobalError({ error, reset }: Props) {
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    import("@/lib/messages/screens").then(({ t }) =>
      setWords({
        title: t("state.error.title"),
        safe: t("state.error.safe"),
        what: t("state.error.what"),
        again: t("action.retry"),
      }),
    );
  }, []);
  return (
    <html lang="en">
      <body>
        <main>
          <h1>{words?.title}</h1>
          <p>{words?.safe}</p>
          <p>{words?.what}</p>
          {error.digest ? <p>{error.digest}</p> : null}
          <button type="button" onClick={reset}>
            {words?.again ?? "↻"}
          </button>
        </main>
      </body>
    </html>
  );
}
