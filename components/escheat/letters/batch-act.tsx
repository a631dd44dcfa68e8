import { Section } from "@/components/ui/section";
import { rejectLettersAction } from "@/lib/escheat/actions/letters";
import type { LetterBatchDetail } from "@/lib/escheat/queries/letters";
import { t } from "@/lib/messages/escheat-filing-screens";
import { ReasonButton } from "../reports/reason-button";
import classes from "../reports/reports.module.css";
import { ApproveForm, IssueForm, MailForm } from "./batch-forms";

type Props = {
  batch: LetterBatchDetail;
  viewer: { personId: number | null; mayPropose: boolean; mayApprove: boolean };
  /** First day that letters may bear, and the last that may be entered. */
  first: string;
  today: string;
  isBusy: boolean;
  isMailed: boolean;
};

/** What comes next with the letters, and who may do it. */
export function BatchAct({ batch, viewer, first, today, isBusy, isMailed }: Props) {
  const { id, state, proposedBy } = batch;
  if (state === "rejected" || (state === "issued" && isMailed)) return null;
  const isOwn = viewer.personId === proposedBy;
  const mayReject = (state === "proposed" || state === "approved") && (isOwn || viewer.mayApprove);
  return (
    <Section title={t(`letters.next.${state}`)}>
      <div className={classes.form}>
        {batch.fault === null ? <Next {...{ batch, viewer, first, today, isBusy }} /> : null}
        {mayReject ? (
          <div className={classes.buttons}>
            <ReasonButton
              label={t(isOwn ? "letters.takeBack" : "letters.reject")}
              title={t("letters.reject.title", { id })}
              what={t("letters.reject.what")}
              say={t("letters.reject.done")}
              action={rejectLettersAction}
              input={{ batchId: id }}
            />
          </div>
        ) : null}
      </div>
    </Section>
  );
}

function Next({ batch, viewer, first, today, isBusy }: Omit<Props, "isMailed">) {
  const { id, seal, state, proposedBy, sendFrom, sendTo, issuedOn } = batch;
  switch (state) {
    case "proposed":
      if (viewer.mayApprove && viewer.personId !== proposedBy) return <ApproveForm batchId={id} seal={seal} />;
      return <p>{t(viewer.personId === proposedBy ? "letters.approve.own" : "letters.approve.wait")}</p>;
    case "approved":
      if (!viewer.mayPropose) return <p>{t("letters.issue.wait")}</p>;
      return (
        <IssueForm
          batchId={id}
          seal={seal}
          first={sendFrom !== null && sendFrom > first ? sendFrom : first}
          last={sendTo}
          isBusy={isBusy}
        />
      );
    case "issued":
      return viewer.mayPropose ? <MailForm batchId={id} first={issuedOn ?? today} today={today} /> : null;
    default:
      return null;
  }
}
