"use client";

import { useEffect, useState } from "react";
import type { Draft, FileDraft } from "@/lib/ingest/draft";

const PREFIX = "breakwater.import.";

/** What was chosen so far, kept in this browser until the import is loaded: an error or a reload loses nothing. */
export function useDraft(key: string, initial: Draft) {
  const [draft, setDraft] = useState(initial);
  // After the first paint, because the server knows nothing of this browser.
  useEffect(() => {
    const kept = read(key);
    if (kept && sameFiles(kept, initial)) setDraft(kept);
  }, [key, initial]);
  function change(next: Draft) {
    setDraft(next);
    try {
      window.localStorage.setItem(PREFIX + key, JSON.stringify(next));
    } catch {
      // A full or forbidden storage only means that a reload begins anew.
    }
  }
  return {
    draft,
    changeFile: (file: FileDraft) =>
      change({ ...draft, files: draft.files.map((other) => (other.fileId === file.fileId ? file : other)) }),
    reset: () => {
      window.localStorage.removeItem(PREFIX + key);
      setDraft(initial);
    },
  };
}

function read(key: string): Draft | null {
  try {
    const text = window.localStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as Draft);
  } catch {
    return null;
  }
}

const sameFiles = (a: Draft, b: Draft) =>
  Array.isArray(a.files) &&
  a.files.length === b.files.length &&
  b.files.every((file) => a.files.some((other) => other.fileId === file.fileId && other.part?.entity !== undefined));

/** Once loaded, the choices have done their work. */
export function forgetDrafts(fileIds: readonly number[]): void {
  try {
    const mark = `:${fileIds.join(",")}:`;
    for (const name of Object.keys(window.localStorage)) {
      if (name.startsWith(PREFIX) && name.includes(mark)) window.localStorage.removeItem(name);
    }
  } catch {
    // Nothing was kept then.
  }
}
