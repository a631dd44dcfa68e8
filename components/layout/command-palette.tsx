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
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { hrefTo } from "@/lib/address";
import { asking } from "@/lib/ask";
import type { Hit } from "@/lib/cards/queries/find";
import type { cardQuestions } from "@/lib/cards/questions";
import { t } from "@/lib/messages/palette";
import { queryClient } from "@/lib/query-client";
import { usePlaceHref } from "./last-places";
import { markFirst } from "./mark-first";
import { placesFor } from "./navigation";
import { usePageActs } from "./palette-acts";
import { PlaceIcon } from "./place-icon";
import type { Workspace } from "./workspace";

const [store, control] = createSpotlight();
const kindIcon = { card: IconCreditCard, customer: IconUser, "card-type": IconBuildingStore };

const shortest = 2;
/** A palette that closes gives the focus back a moment later. */
const SETTLED_MS = 50;
const ask = asking<typeof cardQuestions>("cards");

/** Searching the data starts at two characters: one letter matches everything and helps nobody. */
function useFound(text: string, issuer: string) {
  const wanted = text.trim();
  const [settled] = useDebouncedValue(wanted, 180);
  const found = useQuery(
    {
      queryKey: ["find", issuer, settled],
      enabled: settled.length >= shortest,
      placeholderData: keepPreviousData,
      // The palette still navigates when the search is unreachable, so a failure is no hits and no alarm.
      retry: false,
      queryFn: ({ signal }) => ask("find", { text: settled }, signal),
    },
    queryClient(),
  );
  const isWanted = wanted.length >= shortest;
  return {
    found: isWanted ? (found.data ?? []) : [],
    isSearching: isWanted && (found.isFetching || settled !== wanted),
  };
}

const hrefOf: Record<Hit["kind"], (id: string) => [path: string, filter: Record<string, string>]> = {
  card: (id) => [`/issuer/cards/${encodeURIComponent(id)}`, {}],
  customer: (id) => [`/issuer/customers/${encodeURIComponent(id)}`, {}],
  "card-type": (id) => ["/issuer/breakage", { by: "expiry-year", "card-type": id }],
};

function hitHref(hit: Hit, query: URLSearchParams): string {
  const [path, filter] = hrefOf[hit.kind](hit.id);
  return hrefTo(path, Object.fromEntries(query), filter);
}

type Props = { workspace: Workspace; onClose: () => void };

export function CommandPalette({ workspace, onClose }: Props) {
  const router = useRouter();
  const query = useSearchParams();
  const hrefOfPlace = usePlaceHref(workspace);
  const { toggleColorScheme } = useMantineColorScheme();
  const [text, setText] = useState("");
  const afterwards = useRef<(() => void) | null>(null);
  const { found, isSearching } = useFound(text, workspace.issuer.code);
  useEffect(() => control.open(), []);
  // When the palette is out of the page, and the focus with it: what opens then keeps it.
  useEffect(() => () => void setTimeout(() => afterwards.current?.(), SETTLED_MS), []);
  // Hits come later than the letters that asked for them, and the palette marks an action only with a letter.
  useEffect(() => {
    if (!isSearching) markFirst(store);
  }, [isSearching]);

  const go: SpotlightActionData[] = placesFor(workspace.permissions).map((place) => ({
    id: place.href,
    label: t(place.label),
    leftSection: <PlaceIcon icon={place.icon} />,
    onClick: () => router.push(hrefOfPlace(place.href)),
  }));
  const act: SpotlightActionData[] = [
    ...usePageActs(workspace, text, (next) => {
      afterwards.current = next;
    }),
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
      label: hit.name,
      description: [t(`palette.kind.${hit.kind}`), hit.note].filter(Boolean).join(" · "),
      // The server has matched already; the palette's own filter must not drop a hit it cannot spell. Hits of what was typed
      // before are another matter: Enter would open the first of them in place of what is asked for now.
      keywords: isSearching ? [] : [text],
      leftSection: <Icon size={17} stroke={1.6} />,
      onClick: () => router.push(hitHref(hit, query)),
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
      limit={text.trim() === "" ? 30 : 12}
      scrollable
      // The library's blur is drawn anew with each frame: on a slow machine longer than all that the palette shows.
      overlayProps={{ backgroundOpacity: 0.35 }}
      searchProps={{ placeholder: t("palette.placeholder"), "aria-label": t("palette.placeholder") }}
    />
  );
}
