"use client";

import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from "@mantine/spotlight";
import { IconBuildingStore, IconCreditCard, IconLink, IconMoon, IconPrinter, IconUser } from "@tabler/icons-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { t } from "@/lib/messages/message";
import type { Find, Found } from "./find";
import { placeGroups, placeHref } from "./navigation";
import { PlaceIcon } from "./place-icon";
import type { Workspace } from "./workspace";

const [store, control] = createSpotlight();
const kindIcon = { card: IconCreditCard, customer: IconUser, cardType: IconBuildingStore };

/** Searching the data starts at two characters: one letter matches everything and helps nobody. */
function useFound(text: string, find: Find | undefined) {
  const [settled] = useDebouncedValue(text.trim(), 180);
  const [found, setFound] = useState<readonly Found[]>([]);
  useEffect(() => {
    let isStale = false;
    if (!find || settled.length < 2) setFound([]);
    else
      find(settled)
        .then((hits) => {
          if (!isStale) setFound(hits);
        })
        // The palette still navigates when the search is unreachable.
        .catch(() => {
          if (!isStale) setFound([]);
        });
    return () => {
      isStale = true;
    };
  }, [settled, find]);
  return { found, isSearching: find !== undefined && text.trim().length >= 2 && settled !== text.trim() };
}

type Props = { workspace: Workspace; find: Find | undefined; onClose: () => void };

export function CommandPalette({ workspace, find, onClose }: Props) {
  const router = useRouter();
  const query = useSearchParams();
  const { toggleColorScheme } = useMantineColorScheme();
  const [text, setText] = useState("");
  const { found, isSearching } = useFound(text, find);
  useEffect(() => control.open(), []);

  const go: SpotlightActionData[] = placeGroups
    .flatMap((group) => group.places)
    .filter((place) => !place.permission || workspace.permissions.includes(place.permission))
    .map((place) => ({
      id: place.href,
      label: t(place.label),
      leftSection: <PlaceIcon icon={place.icon} />,
      onClick: () => router.push(placeHref(place.href, query)),
    }));
  const act: SpotlightActionData[] = [
    {
      id: "theme",
      label: t("theme.toggle"),
      leftSection: <IconMoon size={17} stroke={1.6} />,
      onClick: toggleColorScheme,
    },
    {
      id: "link",
      label: t("palette.copyLink"),
      leftSection: <IconLink size={17} stroke={1.6} />,
      onClick: () => void navigator.clipboard?.writeText(window.location.href),
    },
    {
      id: "print",
      label: t("palette.print"),
      leftSection: <IconPrinter size={17} stroke={1.6} />,
      onClick: () => window.print(),
    },
  ];
  const hits: SpotlightActionData[] = found.map((hit) => {
    const Icon = kindIcon[hit.kind];
    return {
      id: `${hit.kind}-${hit.id}`,
      label: hit.label,
      description: hit.hint,
      // The server has matched already; the palette's own filter must not drop a hit it cannot spell.
      keywords: [text],
      leftSection: <Icon size={17} stroke={1.6} />,
      onClick: () => router.push(placeHref(hit.href, query)),
    };
  });
  const actions: SpotlightActionGroupData[] = [
    { group: t("palette.found"), actions: hits },
    { group: t("palette.go"), actions: go },
    { group: t("palette.do"), actions: act },
  ].filter((group) => group.actions.length > 0);

  return (
    <Spotlight
      store={store}
      actions={actions}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      shortcut={null}
      nothingFound={isSearching ? t("palette.searching") : t("palette.nothing")}
      limit={14}
      scrollable
      searchProps={{ placeholder: t("palette.placeholder"), "aria-label": t("palette.placeholder") }}
    />
  );
}
