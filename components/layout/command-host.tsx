"use client";

import { Kbd } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { t } from "@/lib/messages/shell";
import classes from "./command-host.module.css";
import { usePlaceHref, useRememberPlace } from "./last-places";
import { onShellCommand } from "./shell-events";
import { useShortcuts } from "./use-shortcuts";
import type { Workspace } from "./workspace";

const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((module) => module.ShortcutSheet), { ssr: false });

/**
 * The search button of the header, every key that works on all pages, and the memory of where one was. Palette and sheet
 * load on first use.
 */
export function CommandHost({ workspace }: { workspace: Workspace }) {
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  useRememberPlace(workspace.issuer.code);
  useShortcuts({
    defaultAsOf: workspace.defaultAsOf,
    placeHref: usePlaceHref(workspace),
    openPalette: () => setPalette(true),
    openSheet: () => setSheet(true),
  });
  useEffect(() => {
    const ends = [onShellCommand("shortcuts", () => setSheet(true)), onShellCommand("palette", () => setPalette(true))];
    return () => {
      for (const end of ends) end();
    };
  }, []);
  return (
    <>
      <button type="button" className={classes.search} aria-keyshortcuts="Control+K" onClick={() => setPalette(true)}>
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span className={classes.text}>{t("palette.open")}</span>
        <Kbd className={classes.kbd} size="xs" aria-hidden>
          Ctrl K
        </Kbd>
      </button>
      {palette ? <CommandPalette workspace={workspace} onClose={() => setPalette(false)} /> : null}
      {sheet ? <ShortcutSheet permissions={workspace.permissions} onClose={() => setSheet(false)} /> : null}
    </>
  );
}
