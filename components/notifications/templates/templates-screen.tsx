import Link from "next/link";
import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { EmptyState } from "@/components/ui/states";
import { type Address, hrefTo } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-templates";
import type { ListedTemplate, TemplateKind } from "@/lib/notifications/templates/template-list";
import { BeginButton } from "./begin-button";
import { languageName } from "./language-name";
import { TEMPLATES_PATH, templateHref } from "./template-path";
import classes from "./templates.module.css";

type Kind = TemplateKind<ListedTemplate>;
type Props = {
  kinds: readonly Kind[];
  mayWrite: boolean;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** All words that holders can be sent, by reason, channel and language. */
export function TemplatesScreen({ kinds, mayWrite, timeZone, address, locale }: Props) {
  const toNew = mayWrite ? (
    <ButtonLink href={hrefTo(`${TEMPLATES_PATH}/new`, address)} variant="default">
      {t("templates.new")}
    </ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader
        title={t("templates.title")}
        lead={t("templates.description")}
        actions={kinds.length > 0 ? toNew : null}
      />
      <NotificationTabs current="templates" address={address} />
      <Section title={t("templates.title")} flush>
        <DataTable
          caption={t("templates.title")}
          columns={columnsFor(address, timeZone, locale)}
          rows={kinds}
          rowKey={({ key }) => key}
          empty={
            <EmptyState title={t("templates.empty")} action={mayWrite ? <BeginButton /> : null}>
              {t("templates.emptyExplain")}
            </EmptyState>
          }
        />
      </Section>
    </>
  );
}

function columnsFor(address: Address, timeZone: string, locale: Locale): Column<Kind>[] {
  const shown = ({ used, newest }: Kind) => used ?? newest;
  return [
    {
      key: "reason",
      title: t("templates.column.reason"),
      cell: (kind) => (
        <Link href={templateHref(shown(kind).id, address)} prefetch={false}>
          {t(`notify.reason.${kind.reason}`)}
        </Link>
      ),
    },
    { key: "channel", title: t("templates.column.channel"), cell: ({ channel }) => t(`templates.channel.${channel}`) },
    { key: "language", title: t("templates.column.language"), cell: ({ language }) => languageName(language) },
    {
      key: "subject",
      title: t("templates.column.subject"),
      wide: true,
      cell: (kind) => (
        <span className={classes.subject} lang={kind.language}>
          {shown(kind).subject || shown(kind).body.split("\n")[0]}
        </span>
      ),
    },
    {
      key: "class",
      title: t("templates.column.class"),
      wide: "very",
      cell: (kind) => t(`templates.class.${shown(kind).messageClass}`),
    },
    {
      key: "version",
      title: t("templates.column.version"),
      numeric: true,
      cell: (kind) => shown(kind).version,
    },
    {
      key: "written",
      title: t("templates.column.written"),
      wide: "very",
      cell: (kind) =>
        t("templates.writtenBy", {
          by: shown(kind).createdByName,
          day: formatInstant(shown(kind).createdAt, timeZone, locale),
        }),
    },
    {
      key: "state",
      title: t("templates.column.state"),
      cell: ({ used }) => <TemplateState state={used ? "used" : "none"} />,
    },
  ];
}

export function TemplateState({ state }: { state: "used" | "older" | "withdrawn" | "none" }) {
  return (
    <span className={classes.state} data-state={state}>
      {t(`templates.state.${state}`)}
    </span>
  );
}
