"use client";

import { Button } from "@mantine/core";
import dynamic from "next/dynamic";
import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link";
import { type Address, hrefTo } from "@/lib/address";
import { formatInstant, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval";
import { agreedAt, type QueueItem, standingOf } from "@/lib/notifications/approval/queue-item";
import classes from "./approvals.module.css";
import { LeftOut } from "./left-out";
import { PaneFacts } from "./pane-facts";
import { titleOf } from "./queue-row";
import type { Issuer, Viewer } from "./use-approvals";

const PanePeople = dynamic(() => import("./pane-people").then((module) => module.PanePeople), { ssr: false });

type Props = {
  item: QueueItem;
  issuer: Issuer;
  viewer: Viewer;
  isBusy: boolean;
  editHref: string;
  address: Address;
  locale: Locale;
  onBack: () => void;
  onApprove: () => void;
  onReject: () => void;
  onUndo: () => void;
};

/** Everything that a decision needs, in the order in which it is asked: who, why now, what it brings, whom not, what they read. */
export function BatchPane(props: Props) {
  const { item, issuer, address, locale, onBack } = props;
  const rows = hrefTo(`/issuer/notifications/${item.id}`, address);
  const proposed = { name: item.proposedByName, at: formatInstant(item.proposedAt, issuer.timeZone, locale) };
  return (
    <article className={classes.batch} aria-labelledby={`batch-${item.id}`}>
      <Button className={classes.back} variant="subtle" size="xs" onClick={onBack}>
        {t("approvals.back")}
      </Button>
      <header className={classes.batchHead}>
        <div>
          <h2 id={`batch-${item.id}`}>{titleOf(item)}</h2>
          <p className={classes.quiet}>
            <Link href={rows}>{t("approvals.batch", { id: item.id })}</Link>
            {" · "}
            {t("approvals.proposed", proposed)}
          </p>
        </div>
        <Acts {...props} />
      </header>
      <StandingNote {...props} />
      <PaneFacts item={item} rows={rows} timeZone={issuer.timeZone} locale={locale} />
      <LeftOut item={item} rows={rows} locale={locale} />
      <PanePeople item={item} issuer={issuer} address={address} locale={locale} />
      <footer className={classes.foot}>
        <Link href={rows}>{t("approvals.open")}</Link>
        <span className="numeric">{t("approvals.seal", { seal: item.seal.slice(0, 12) })}</span>
      </footer>
    </article>
  );
}

function Acts({ item, viewer, isBusy, editHref, onApprove, onReject, onUndo }: Props) {
  const standing = standingOf(item, viewer.personId);
  return (
    <div className={classes.acts}>
      {standing === "open" ? (
        <Button size="sm" loading={isBusy} onClick={onApprove} aria-keyshortcuts="A">
          {t(item.state === "half-approved" ? "approvals.approve.second" : "approvals.approve")}
        </Button>
      ) : null}
      {standing === "approved-by-me" ? (
        <Button variant="default" size="sm" loading={isBusy} onClick={onUndo} aria-keyshortcuts="U">
          {t("approvals.undo")}
        </Button>
      ) : null}
      <ButtonLink href={editHref} variant="default" size="sm" aria-keyshortcuts="E">
        {t("approvals.edit")}
      </ButtonLink>
      <Button variant="default" size="sm" disabled={isBusy} onClick={onReject} aria-keyshortcuts="R">
        {t("approvals.reject")}
      </Button>
    </div>
  );
}

function StandingNote({ item, viewer, issuer, locale }: Pick<Props, "item" | "viewer" | "issuer" | "locale">) {
  const standing = standingOf(item, viewer.personId);
  const agreed = agreedAt(item, viewer.personId);
  const names = item.approvers.map(({ name }) => name).join(t("notification.approval.and"));
  if (standing === "own") return <p className={classes.note}>{t("approvals.own")}</p>;
  if (agreed !== null) {
    const at = formatInstant(agreed, issuer.timeZone, locale);
    return <p className={classes.note}>{t("approvals.mine", { at })}</p>;
  }
  if (names) return <p className={classes.note}>{t("approvals.agreed", { names })}</p>;
  return item.approvalsNeeded > 1 ? <p className={classes.note}>{t("approvals.needsTwo")}</p> : null;
}
