import type { SpotlightStore } from "@mantine/spotlight";

/** Marks the first action of a list that has become another: what Enter does. Such a mark is an attribute, as the palette sets it itself. */
export function markFirst(store: SpotlightStore): void {
  const list = document.getElementById(store.getState().listId);
  const first = list?.querySelector("[data-action]");
  if (!list || !first) return;
  for (const marked of list.querySelectorAll("[data-selected]")) marked.removeAttribute("data-selected");
  first.setAttribute("data-selected", "true");
  first.scrollIntoView({ block: "nearest" });
  store.updateState((state) => ({ ...state, selected: 0 }));
}
