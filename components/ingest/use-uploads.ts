"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { t } from "@/lib/messages/ingest";

export type StoredUpload = { id: number; name: string; size: number };
export type Upload = {
  key: number;
  file: File;
  name: string;
  size: number;
  sent: number;
  state: "waiting" | "sending" | "storing" | "failed";
  reason: string | null;
};

/**
 * Sends files one after another with their real progress. A request and not a server action: only this way the browser
 * tells how much has gone, and the server takes the bytes as they come.
 */
export function useUploads(issuerCode: string, onStored: (stored: StoredUpload) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const request = useRef<{ key: number; xhr: XMLHttpRequest } | null>(null);
  const nextKey = useRef(1);
  const stored = useRef(onStored);
  stored.current = onStored;

  const change = useCallback((key: number, part: Partial<Upload>) => {
    setUploads((list) => list.map((upload) => (upload.key === key ? { ...upload, ...part } : upload)));
  }, []);
  const drop = useCallback((key: number) => {
    setUploads((list) => list.filter((upload) => upload.key !== key));
  }, []);

  const next = uploads.find((upload) => upload.state === "waiting");
  const isBusy = uploads.some((upload) => upload.state === "sending" || upload.state === "storing");
  useEffect(() => {
    if (!next || isBusy) return;
    const { key, file, name } = next;
    change(key, { state: "sending", sent: 0 });
    const xhr = new XMLHttpRequest();
    request.current = { key, xhr };
    const fail = (reason: string) => change(key, { state: "failed", reason });
    xhr.upload.onprogress = ({ loaded }) => change(key, { sent: loaded });
    xhr.upload.onload = () => change(key, { state: "storing" });
    xhr.onerror = () => fail(t("upload.brokeOff"));
    xhr.onload = () => {
      const body = answerOf(xhr.responseText);
      if (xhr.status === 201 && typeof body.id === "number") {
        stored.current({ id: body.id, name: String(body.name), size: Number(body.size) });
        drop(key);
      } else fail(typeof body.detail === "string" ? body.detail : t("upload.brokeOff"));
    };
    const query = new URLSearchParams({ name, issuer: issuerCode });
    xhr.open("POST", `/api/v1/imports/files?${query}`);
    xhr.setRequestHeader("content-type", "application/octet-stream");
    xhr.send(file);
  }, [next, isBusy, change, drop, issuerCode]);

  // Leaving the page stops what is on its way; the server then keeps nothing of it.
  useEffect(() => () => request.current?.xhr.abort(), []);

  return {
    uploads,
    isBusy: isBusy || next !== undefined,
    add: (files: readonly File[]) =>
      setUploads((list) => [
        ...list,
        ...files.map((file) => ({
          key: nextKey.current++,
          file,
          name: file.name,
          size: file.size,
          sent: 0,
          state: "waiting" as const,
          reason: null,
        })),
      ]),
    again: (key: number) => change(key, { state: "waiting", sent: 0, reason: null }),
    stop: (key: number) => {
      if (request.current?.key === key) request.current.xhr.abort();
      drop(key);
    },
  };
}

function answerOf(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
