import { LinkTabs } from "@/components/ui/link-tabs";
import { type Address, hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

export function ImportTabs({ current, address }: { current: "batches" | "kept" | "mappings"; address: Address }) {
  return (
    <div className={classes.tabs}>
      <LinkTabs
        label={t("imports.views")}
        tabs={[
          {
            key: "batches",
            label: t("imports.batches"),
            href: hrefTo("/issuer/imports", address),
            isCurrent: current === "batches",
          },
          {
            key: "kept",
            label: t("kept.title"),
            href: hrefTo("/issuer/imports/kept-aside", address),
            isCurrent: current === "kept",
          },
          {
            key: "mappings",
            label: t("mappings.title"),
            href: hrefTo("/issuer/imports/mappings", address),
            isCurrent: current === "mappings",
          },
        ]}
      />
    </div>
  );
}
