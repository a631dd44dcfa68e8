import { Alert } from "@mantine/core";
import { NotificationTabs } from "@/components/notifications/notification-tabs";
import { PageHeader } from "@/components/ui/page-header";
import type { Address } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import type { IssuerFacts } from "@/lib/identity/queries/session";
import { t } from "@/lib/messages/notifications-proposals";
import type { NotificationSetting } from "@/lib/notifications/queries/settings";
import { draftOf } from "./setting-draft";
import classes from "./settings.module.css";
import { SettingsForm } from "./settings-form";
import { StateHoursTable } from "./state-hours-table";

type Props = {
  setting: NotificationSetting | null;
  openGain: number;
  issuer: IssuerFacts;
  canManage: boolean;
  address: Address;
  locale: Locale;
};

export function SettingsScreen({ setting, openGain, issuer, canManage, address, locale }: Props) {
  const seen = setting?.updatedAt.toISOString() ?? null;
  return (
    <>
      <PageHeader
        title={t("notify.settings.title")}
        lead={t("notify.settings.lead")}
        meta={
          <p className={classes.quiet}>
            {setting && seen
              ? t("notify.settings.updated", {
                  by: setting.updatedByName,
                  at: formatInstant(seen, issuer.timeZone, locale),
                })
              : t("notify.settings.never")}
            {canManage ? null : ` ${t("notify.settings.readOnly")}`}
          </p>
        }
      />
      <NotificationTabs current="settings" address={address} />
      {setting && setting.postalAddress === null ? (
        <Alert color="orange" variant="light" mb="md">
          {t("notify.settings.noPostal")}
        </Alert>
      ) : null}
      <SettingsForm
        initial={draftOf(setting, issuer)}
        seen={seen}
        canManage={canManage}
        currency={issuer.currency}
        openGain={openGain}
      />
      <StateHoursTable locale={locale} />
    </>
  );
}
