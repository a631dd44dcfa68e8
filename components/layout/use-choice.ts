"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { hrefWith } from "@/lib/address";
import { useBusySign } from "./use-busy-sign";

type Change = Readonly<Record<string, string | null>>;

/**
 * A choice that is a part of the address. It shows at once, and the page says that the answer is on its way: a field that
 * falls back to what it was for as long as the server computes looks as if nothing had been chosen. A second choice made
 * meanwhile stands on the first.
 */
export function useChoice<T>(shown: T, changeOf: (chosen: T) => Change) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  const [pending, startTransition] = useTransition();
  const [chosen, show] = useOptimistic(shown);
  useBusySign(pending);
  const choose = (next: T) =>
    startTransition(() => {
      show(next);
      router.push(hrefWith(path, Object.fromEntries(query), changeOf(next)), { scroll: false });
    });
  return { chosen, choose, pending };
}
