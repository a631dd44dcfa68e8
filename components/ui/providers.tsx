"use client";

import { MantineProvider } from "@mantine/core";
import dynamic from "next/dynamic";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect, useState } from "react";
import { theme } from "./theme";

/** Where the library that locks scrolling behind a dialog looks for the nonce of its style element. */
declare global {
  interface Window {
    __webpack_nonce__?: string;
  }
}

/**
 * The nonce the browser holds the page to is the one the document came with; every later answer of the server carries
 * another, which would be refused.
 */
function useDocumentNonce(nonce: string | undefined): string | undefined {
  const [first] = useState(() => {
    if (typeof window !== "undefined" && nonce) window.__webpack_nonce__ = nonce;
    return nonce;
  });
  return first;
}

/** Nothing is announced in the first moments, so what announces comes after the page. */
const Notifications = dynamic(() => import("@mantine/notifications").then((module) => module.Notifications), {
  ssr: false,
});

/** Everything a client component may rely on; the nonce lets style elements pass the content policy. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const documentNonce = useDocumentNonce(nonce);
  // Says that the page listens now: what is pressed earlier is a plain link or nothing.
  useEffect(() => {
    document.body.dataset.ready = "";
  }, []);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      // Both stand in theme-styles.css, made once: every page would carry them again, and the server make them anew.
      withCssVariables={false}
      withGlobalClasses={false}
      getStyleNonce={documentNonce ? () => documentNonce : undefined}
    >
      <NuqsAdapter>{children}</NuqsAdapter>
      <Notifications position="bottom-right" />
    </MantineProvider>
  );
}
