"use client";

import { notifications } from "@mantine/notifications";
import { useState, useTransition } from "react";
import type { Action, ActionFailure } from "@/lib/action";
import { answerOf } from "@/lib/answer-of";
import { t } from "@/lib/messages/screens";

const noFields: Readonly<Record<string, string>> = {};

/** Runs a server action from a form: what it is doing, what was wrong with which field, and a word when it is done. */
export function useAction<I, T>(action: Action<I, T>, done: { say?: string; after?: (data: T) => void } = {}) {
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  function run(input: I) {
    setFailure(null);
    startTransition(async () => {
      const result = await answerOf(action(input));
      if (!result.ok) return setFailure(result);
      if (done.say !== "") notifications.show({ message: done.say ?? t("action.saved") });
      done.after?.(result.data);
    });
  }
  return { run, pending, failure, fields: failure?.fields ?? noFields, forget: () => setFailure(null) };
}
