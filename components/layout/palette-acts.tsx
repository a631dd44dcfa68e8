import type { SpotlightActionData } from "@mantine/spotlight";
import { IconBookmark, IconCalendar, IconDownload, IconFileImport } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { exportFormats, exportHref } from "@/components/ui/export-href";
import { hrefTo } from "@/lib/address";
import { isUsableDate } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { t } from "@/lib/messages/palette";
import { download, exportsOfPage } from "./page-exports";
import { callShell } from "./shell-events";
import { useView } from "./use-view";
import type { Workspace } from "./workspace";

const icon = { size: 17, stroke: 1.6 } as const;

/**
 * What can be done with the page that is open, beside going elsewhere. `then` runs what opens something of its own once the
 * palette has gone: two dialogs at once would fight for the focus.
 */
export function usePageActs(workspace: Workspace, text: string, then: (act: () => void) => void) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  const { view, setView } = useView();
  const [exports] = useState(exportsOfPage);
  const [keepsViews] = useState(() => document.querySelector("[data-save-view]") !== null);
  const { permissions, today, person } = workspace;
  const acts: SpotlightActionData[] = [];

  const typed = text.trim();
  if (isUsableDate(typed) && typed <= today) {
    acts.push({
      id: "as-of-typed",
      label: t("palette.asOfDate", { date: formatDate(typed, view.lang ?? person.locale) }),
      keywords: [text],
      leftSection: <IconCalendar {...icon} />,
      onClick: () => void setView({ asOf: typed, from: null, to: null }),
    });
  }
  acts.push({
    id: "as-of",
    label: t("palette.asOf"),
    description: t("palette.asOfHint"),
    leftSection: <IconCalendar {...icon} />,
    onClick: () => then(() => callShell("as-of")),
  });
  if (permissions.includes("import.run")) {
    acts.push({
      id: "import",
      label: t("palette.import"),
      leftSection: <IconFileImport {...icon} />,
      onClick: () => router.push(hrefTo("/issuer/imports/new", Object.fromEntries(query))),
    });
  }
  if (keepsViews && permissions.includes("view.write")) {
    acts.push({
      id: "save-view",
      label: t("views.save"),
      keywords: t("palette.saveWords").split(", "),
      leftSection: <IconBookmark {...icon} />,
      onClick: () => then(() => callShell("save-view")),
    });
  }
  if (permissions.includes("export.create")) {
    for (const { table, title } of exports) {
      for (const { format } of exportFormats) {
        acts.push({
          id: `export-${table}-${format}`,
          label: t("palette.export", { what: title, format: format.toUpperCase() }),
          leftSection: <IconDownload {...icon} />,
          onClick: () => download(exportHref(table, format, path, query)),
        });
      }
    }
  }
  return acts;
}
