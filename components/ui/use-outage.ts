import { useEffect, useEffectEvent, useState } from "react";

export type Outage = "database" | "server";
const PAUSE_MS = 3_000;

/**
 * What does not answer at the moment, if it is that: asked when a page could not be shown, and then until it answers again,
 * which `onEnd` is told. Null where all answer and the page alone has failed.
 */
export function useOutage(onEnd: () => void): Outage | null {
  const [outage, setOutage] = useState<Outage | null>(null);
  const tell = useEffectEvent(onEnd);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function look(before: Outage | null): Promise<void> {
      const now = await whatIsOut(stop.signal);
      if (stop.signal.aborted) return;
      setOutage(now);
      if (now !== null) timer = setTimeout(look, PAUSE_MS, now);
      else if (before !== null) tell();
    }
    void look(null);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
  return outage;
}

async function whatIsOut(signal: AbortSignal): Promise<Outage | null> {
  try {
    const answer = await fetch("/api/health/ready?without=worker", { cache: "no-store", signal });
    return answer.ok ? null : "database";
  } catch {
    return "server";
  }
}
