"use client";

import { CopyButton } from "@mantine/core";
import { t } from "@/lib/messages/screens";
import classes from "./hash.module.css";

/** The beginning of a fingerprint; all of it on hover, and in the clipboard by a press. */
export function Hash({ value, label }: { value: string; label: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <button
          type="button"
          className={classes.hash}
          title={value}
          aria-label={`${label}: ${value.slice(0, 8)}`}
          onClick={copy}
        >
          <span aria-live="polite">{copied ? t("action.copied") : value.slice(0, 8)}</span>
        </button>
      )}
    </CopyButton>
  );
}
