import { Suspense } from "react";
import { BatchScreen } from "@/components/notifications/proposals/batch-screen";
import { Messages } from "@/components/notifications/proposals/messages";
import { Section } from "@/components/ui/section";
import { Block } from "@/components/ui/skeleton";
import { type Address, readAddress } from "@/lib/address";
import { addDays, civilDateIn } from "@/lib/dates";
import type { Locale } from "@/lib/format";
import { may, requireScope, type Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/notifications-proposals";
import { languageName } from "@/lib/notifications/proposals/batch-words";
import { type BatchDetail, getBatch, listMembers, listSamples } from "@/lib/notifications/queries/batch";
import { renderSamples } from "@/lib/notifications/queries/batch-preview";
import { findSetting } from "@/lib/notifications/queries/settings";
import { listTemplates } from "@/lib/notifications/queries/templates";
import { memberParams } from "@/lib/notifications/schema";
import { parsePathId } from "../../imports/path-id";
import { localeFor } from "../../locale";
import { orNotFound } from "../../or-not-found";

export const metadata = { title: t("notify.batch") };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

const USUAL_HORIZON = 60;

export default async function NotificationBatchPage({ params, searchParams }: Props) {
  const [{ id }, address] = await Promise.all([params, searchParams]);
  const scope = await requireScope("notification.read");
  const batchId = parsePathId(id);
  const asked = readAddress(memberParams, address);
  const now = new Date();
  const batch = await orNotFound(getBatch(scope, batchId, now));
  const [people, samples, templates, setting, locale] = await Promise.all([
    listMembers(scope, batchId, asked),
    listSamples(scope, batchId),
    listTemplates(scope),
    findSetting(scope),
    localeFor(address),
  ]);
  const today = civilDateIn(scope.issuer.timeZone, now);
  return (
    <BatchScreen
      batch={batch}
      samples={samples}
      people={people}
      params={asked}
      templates={templates
        .filter(
          ({ reason, channel, withdrawnAt }) => reason === batch.reason && channel === batch.channel && !withdrawnAt,
        )
        .map(({ id: value, language, version, subject }) => ({
          value: String(value),
          label: t("notify.edit.version", { language: languageName(language, locale), version, subject }),
        }))}
      days={{ first: addDays(today, 1), last: addDays(today, setting?.horizonDays ?? USUAL_HORIZON) }}
      messages={
        <Suspense fallback={<Waiting />}>
          <Rendered scope={scope} batch={batch} locale={locale} />
        </Suspense>
      }
      timeZone={scope.issuer.timeZone}
      may={{
        propose: may(scope, "notification.propose"),
        approve: may(scope, "notification.approve"),
        audit: may(scope, "audit.read"),
      }}
      address={address}
      locale={locale}
    />
  );
}

async function Rendered({ scope, batch, locale }: { scope: Scope; batch: BatchDetail; locale: Locale }) {
  return <Messages batch={batch} messages={await renderSamples(scope, batch)} locale={locale} />;
}

function Waiting() {
  return (
    <Section title={t("notify.messages")}>
      <p role="status">{t("notify.messages.wait")}</p>
      <Block height={16} />
    </Section>
  );
}
