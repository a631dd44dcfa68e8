import { QueryClient } from "@tanstack/react-query";

const make = () =>
  new QueryClient({
    defaultOptions: {
      // Without a network a question fails like any other: left to wait, an old figure would go on looking new.
      queries: { staleTime: 30_000, refetchOnWindowFocus: false, networkMode: "always" },
    },
  });

let ofBrowser: QueryClient | undefined;

/**
 * What a screen that keeps itself up to date hands to every query: in a browser always the same, so that two places that
 * ask one thing share the answer; on the server another each time, for nothing may pass from one reader to another. It
 * comes with the screens that use it: a provider around all pages would bring it to those that do not.
 */
export function queryClient(): QueryClient {
  if (typeof window === "undefined") return make();
  if (ofBrowser === undefined) {
    ofBrowser = make();
    ofBrowser.mount();
  }
  return ofBrowser;
}
