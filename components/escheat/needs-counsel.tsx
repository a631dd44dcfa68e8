import { t } from "@/lib/messages/escheat-rules";
import classes from "./needs-counsel.module.css";

/** Beside whatever rests on something nobody has confirmed. `isBrief`: in a cell of a table, whose legend says the word. */
export function NeedsCounsel({ isBrief = false }: { isBrief?: boolean }) {
  if (!isBrief) return <span className={classes.badge}>{t("escheat.needsCounsel")}</span>;
  return (
    <span className={classes.brief} title={t("escheat.needsCounsel")}>
      <span aria-hidden>?</span>
      <span className="visually-hidden">{t("escheat.needsCounsel")}</span>
    </span>
  );
}
