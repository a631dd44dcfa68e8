"use client";

import { Menu } from "@mantine/core";
import { IconCheck, IconKeyboard, IconLogout, IconSelector } from "@tabler/icons-react";
import { locales } from "@/lib/format";
import { t } from "@/lib/messages/shell";
import { forgetPlaces } from "./last-places";
import classes from "./menus.module.css";
import { callShell } from "./shell-events";
import { useView } from "./use-view";
import type { Workspace } from "./workspace";

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "").join("");
}

async function leave() {
  forgetPlaces();
  const { signOut } = await import("@/components/identity/auth-client");
  await signOut();
}

export function UserMenu({ person }: { person: Workspace["person"] }) {
  const { view, setView } = useView();
  return (
    <Menu width="target" position="top-start">
      <Menu.Target>
        <button type="button" className={classes.trigger}>
          <span className={classes.initials} aria-hidden>
            {initials(person.name)}
          </span>
          <span className={classes.lines}>
            <span className={classes.strong}>{person.name}</span>
            <span className={classes.small}>{person.role}</span>
            <span className="visually-hidden">{t("user.menu")}</span>
          </span>
          <IconSelector size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.email}</Menu.Label>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.6} />} onClick={() => callShell("shortcuts")}>
          {t("user.shortcuts")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t("user.formats")}</Menu.Label>
        {locales.map((locale) => (
          <Menu.Item
            key={locale}
            lang={locale}
            rightSection={
              locale === (view.lang ?? person.locale) ? (
                <IconCheck size={15} aria-label={t("workspace.current")} />
              ) : null
            }
            onClick={() => setView({ lang: locale === person.locale ? null : locale })}
          >
            {t(`user.format.${locale}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={leave}>
          {t("user.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
