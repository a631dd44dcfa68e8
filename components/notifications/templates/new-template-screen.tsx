import Link from "next/link";
import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo, hrefWith } from "@/lib/address";
import { locales } from "@/lib/format";
import { t } from "@/lib/messages/notifications-templates";
import { channels, reminderReasons } from "@/lib/notifications/constants";
import type { TemplatePreview } from "@/lib/notifications/queries/template-preview";
import type { TemplateDraft } from "@/lib/notifications/templates/schema";
import { TemplateEditor } from "./template-editor";
import { TEMPLATES_PATH } from "./template-path";
import classes from "./templates.module.css";

type Props = { draft: TemplateDraft; seen: number; preview: TemplatePreview; address: Address };

/** Words for a kind chosen first: what is shipped for it is where one begins. */
export function NewTemplateScreen({ draft, seen, preview, address }: Props) {
  const path = `${TEMPLATES_PATH}/new`;
  return (
    <>
      <PageHeader
        above={<Link href={hrefTo(TEMPLATES_PATH, address)}>{t("templates.title")}</Link>}
        title={t("templates.new")}
      />
      <NotificationTabs current="templates" address={address} />
      <div className={classes.toolbar}>
        <LinkTabs
          label={t("templates.field.reason")}
          tabs={reminderReasons.map((reason) => ({
            key: reason,
            label: t(`notify.reason.${reason}`),
            href: hrefWith(path, address, { reason }),
            isCurrent: reason === draft.reason,
          }))}
        />
        <LinkTabs
          label={t("templates.field.channel")}
          tabs={channels.map((channel) => ({
            key: channel,
            label: t(`templates.channel.${channel}`),
            href: hrefWith(path, address, { channel }),
            isCurrent: channel === draft.channel,
          }))}
        />
        <LinkTabs
          label={t("templates.field.language")}
          tabs={locales.map((language) => ({
            key: language,
            label: t(`templates.language.${language}`),
            href: hrefWith(path, address, { language }),
            isCurrent: language === draft.language,
          }))}
        />
      </div>
      <TemplateEditor
        key={`${draft.reason} ${draft.channel} ${draft.language}`}
        draft={draft}
        seen={seen}
        preview={preview}
      />
    </>
  );
}
