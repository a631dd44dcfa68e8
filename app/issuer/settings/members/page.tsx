import type { Metadata } from "next";
import { InviteMember } from "@/components/settings/invite-member";
import { MembersView } from "@/components/settings/members-view";
import { SectionLead } from "@/components/settings/section-lead";
import type { Address } from "@/lib/address";
import { listMembers, listOpenInvitations } from "@/lib/identity/queries/members";
import { may, requireScope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/identity";
import { localeFor } from "../../locale";

export const metadata: Metadata = { title: t("settings.members") };

export default async function MembersPage({ searchParams }: { searchParams: Promise<Address> }) {
  const scope = await requireScope("member.read");
  const canManage = may(scope, "member.manage");
  const now = new Date();
  const [members, invitations, locale] = await Promise.all([
    listMembers(scope, now),
    canManage ? listOpenInvitations(scope, now) : [],
    localeFor(await searchParams),
  ]);
  const { name, timeZone } = scope.issuer;
  return (
    <>
      <SectionLead
        isReadOnly={!canManage}
        actions={canManage ? <InviteMember issuer={name} timeZone={timeZone} locale={locale} /> : undefined}
      >
        {t("members.lead", { issuer: name })}
      </SectionLead>
      <MembersView
        members={members}
        invitations={invitations}
        issuer={{ name, timeZone }}
        ownId={scope.personId}
        canManage={canManage}
        locale={locale}
      />
    </>
  );
}
