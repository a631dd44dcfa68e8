import Link from "next/link";
import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type Address, hrefTo } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-templates";
import type { TemplatePreview } from "@/lib/notifications/queries/template-preview";
import type { Template } from "@/lib/notifications/queries/templates";
import type { TemplateDraft } from "@/lib/notifications/templates/schema";
import { FindingsList } from "./findings-list";
import { languageName } from "./language-name";
import { PreviewPane } from "./preview-pane";
import { TemplateEditor } from "./template-editor";
import { TEMPLATES_PATH } from "./template-path";
import classes from "./templates.module.css";
import { VersionCompare } from "./version-compare";
import { VersionTable } from "./version-table";
import { WithdrawButton } from "./withdraw-button";

type Props = {
  template: Template;
  draft: TemplateDraft;
  versions: readonly Template[];
  compared: Template | null;
  preview: TemplatePreview;
  mayWrite: boolean;
  timeZone: string;
  address: Address;
  locale: Locale;
};

/** One version of one kind of words: how it reads, what came before it, and the next one. */
export function TemplateScreen(props: Props) {
  const { template, draft, versions, compared, preview, mayWrite, timeZone, address, locale } = props;
  const { version, withdrawnAt, createdAt, createdByName } = template;
  const newest = versions[0]?.version ?? 0;
  return (
    <>
      <PageHeader
        above={<Link href={hrefTo(TEMPLATES_PATH, address)}>{t("templates.title")}</Link>}
        title={kindTitle(template)}
        lead={`${t("templates.version", { n: version })} · ${t("templates.writtenBy", {
          by: createdByName,
          day: formatInstant(createdAt, timeZone, locale),
        })}`}
        actions={mayWrite && withdrawnAt === null ? <WithdrawButton id={template.id} version={version} /> : null}
      />
      <NotificationTabs current="templates" address={address} />
      {compared && compared.id !== template.id ? (
        <VersionCompare before={older(compared, template)} after={newer(compared, template)} />
      ) : null}
      {mayWrite ? (
        <TemplateEditor key={template.id} draft={draft} seen={newest} preview={preview} />
      ) : (
        <div className={classes.columns}>
          <Section title={t("templates.version", { n: version })}>
            <p className={classes.heading} lang={draft.language}>
              {draft.subject}
            </p>
            <pre className={classes.words} lang={draft.language}>
              {draft.body}
            </pre>
            <FindingsList findings={preview.findings} />
          </Section>
          <PreviewPane preview={preview} language={draft.language} />
        </div>
      )}
      <VersionTable
        versions={versions}
        shown={template}
        compared={compared}
        timeZone={timeZone}
        address={address}
        locale={locale}
      />
    </>
  );
}

export const kindTitle = ({ reason, channel, language }: Pick<Template, "reason" | "channel" | "language">): string =>
  t("templates.open", {
    reason: t(`notify.reason.${reason}`),
    channel: t(`templates.channel.${channel}`),
    language: languageName(language),
  });

const older = (a: Template, b: Template) => (a.version < b.version ? a : b);
const newer = (a: Template, b: Template) => (a.version < b.version ? b : a);
