"use client";

import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { t } from "@/lib/messages/shell";
import classes from "./theme-toggle.module.css";

export function ThemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light", { getInitialValueInEffect: true });
  return (
    <ActionIcon
      aria-label={t("theme.toggle")}
      title={t("theme.toggle")}
      onClick={() => setColorScheme(scheme === "dark" ? "light" : "dark")}
    >
      {/* Both are drawn and CSS shows one: the server does not know the reader's scheme. */}
      <IconMoon className={classes.light} size={18} stroke={1.6} />
      <IconSun className={classes.dark} size={18} stroke={1.6} />
    </ActionIcon>
  );
}
