import Link from "next/link";
import { DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import type { Locale } from "@/lib/format";
import { roleName } from "@/lib/identity/role-name";
import { identityMessages } from "@/lib/messages/identity";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { viewHref } from "@/lib/views/opening";
import type { ViewRow } from "@/lib/views/queries";
import { screenName } from "@/lib/views/screen-name";
import classes from "./settings.module.css";
import { ViewRemove } from "./view-remove";

const t = words(screenMessages, identityMessages);

type Props = {
  views: readonly ViewRow[];
  issuer: { code: string; name: string };
  canShare: boolean;
  locale: Locale;
};

export function ViewsView({ views, issuer, canShare, locale }: Props) {
  return (
    <Section
      title={t("settings.views")}
      actions={<ExportMenu table="views" count={views.length} locale={locale} />}
      flush
    >
      <DataTable
        caption={t("views.caption")}
        columns={[
          {
            key: "name",
            title: t("views.name"),
            cell: (view) => <Link href={hrefOf(view, issuer.code)}>{view.name}</Link>,
          },
          { key: "screen", title: t("views.screen"), cell: (view) => screenName(view.screen) },
          { key: "owner", title: t("views.owner"), wide: true, cell: (view) => view.owner ?? t("answer.unknown") },
          { key: "seen", title: t("views.visible"), cell: (view) => <Seen view={view} issuer={issuer.name} /> },
          {
            key: "remove",
            title: "",
            cell: (view) =>
              view.isOwn || (canShare && view.shared) ? <ViewRemove viewId={view.id} name={view.name} /> : null,
          },
        ]}
        rows={views}
        rowKey={(view) => String(view.id)}
        empty={<EmptyState title={t("views.empty")}>{t("views.emptyWhat")}</EmptyState>}
      />
    </Section>
  );
}

function hrefOf(view: ViewRow, issuerCode: string): string {
  return viewHref(`/issuer/${view.screen}`, { issuer: issuerCode }, view.state);
}

function Seen({ view, issuer }: { view: ViewRow; issuer: string }) {
  return (
    <>
      {view.shared ? t("views.everyone", { issuer }) : t("views.onlyYou")}
      {view.defaultForRole ? (
        <span className={classes.small}>
          {view.shared ? t("views.default", { role: roleName(view.defaultForRole) }) : t("views.first")}
        </span>
      ) : null}
    </>
  );
}
