import { type Column, DataTable } from "@/components/ui/data-table";
import { ExportMenu } from "@/components/ui/export-menu";
import { Section } from "@/components/ui/section";
import { formatCount, formatInstant, type Locale } from "@/lib/format";
import type { InvitationRow, MemberRow } from "@/lib/identity/queries/members";
import { roleName } from "@/lib/identity/role-name";
import { t } from "@/lib/messages/identity";
import { InvitationRevoke } from "./invitation-revoke";
import { MemberMenu } from "./member-menu";
import classes from "./settings.module.css";

type Props = {
  members: readonly MemberRow[];
  invitations: readonly InvitationRow[];
  issuer: { name: string; timeZone: string };
  ownId: number | null;
  canManage: boolean;
  locale: Locale;
};

export function MembersView({ members, invitations, issuer, ownId, canManage, locale }: Props) {
  const when = (instant: Date | null) => (instant ? formatInstant(instant, issuer.timeZone, locale) : t("time.never"));
  const columns: Column<MemberRow>[] = [
    {
      key: "name",
      title: t("members.name"),
      cell: (member) => <Person member={member} isOwn={member.personId === ownId} />,
    },
    { key: "role", title: t("members.role"), cell: (member) => roleName(member.role) },
    {
      key: "state",
      title: t("members.state"),
      cell: (member) => (member.disabledAt ? t("members.disabled") : t("members.active")),
    },
    { key: "seen", title: t("members.lastSeen"), wide: true, cell: (member) => when(member.lastSeenAt) },
    {
      key: "sessions",
      title: t("members.sessions"),
      wide: true,
      numeric: true,
      cell: (member) => formatCount(member.sessions, locale),
    },
  ];
  if (canManage) {
    columns.push({
      key: "actions",
      title: "",
      cell: ({ personId, name, role, disabledAt }) => (
        <MemberMenu
          member={{ personId, name, role, isDisabled: disabledAt !== null }}
          issuer={issuer.name}
          timeZone={issuer.timeZone}
          locale={locale}
        />
      ),
    });
  }
  return (
    <>
      <Section
        title={t("settings.members")}
        actions={<ExportMenu table="members" count={members.length} locale={locale} />}
        flush
      >
        <DataTable
          caption={t("members.caption", { issuer: issuer.name })}
          columns={columns}
          rows={members}
          rowKey={(member) => String(member.personId)}
          empty={null}
        />
      </Section>
      {canManage && invitations.length > 0 ? (
        <Section title={t("invitations.title")} flush>
          <DataTable
            caption={t("invitations.caption")}
            columns={[
              { key: "email", title: t("members.email"), cell: (one) => one.email },
              { key: "role", title: t("members.role"), cell: (one) => roleName(one.role) },
              { key: "until", title: t("invitations.expires"), cell: (one) => when(one.expiresAt) },
              { key: "revoke", title: "", cell: (one) => <InvitationRevoke invitationId={one.id} name={one.email} /> },
            ]}
            rows={invitations}
            rowKey={(one) => String(one.id)}
            empty={null}
          />
        </Section>
      ) : null}
    </>
  );
}

function Person({ member, isOwn }: { member: MemberRow; isOwn: boolean }) {
  return (
    <span className={member.disabledAt ? classes.off : undefined}>
      <span className={classes.strong}>
        {member.name}
        {isOwn ? <span className={classes.you}>{t("members.you")}</span> : null}
      </span>
      <span className={classes.small}>{member.email}</span>
    </span>
  );
}
