import { IconAlertTriangle } from "@tabler/icons-react";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./notice.module.css";

/** Versions that can no longer be read. Nothing is computed as long as there is one. */
export function FaultNotice({ faults }: { faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <div className={classes.notice} data-tone="bad" role="alert">
      <IconAlertTriangle size={18} stroke={1.7} aria-hidden />
      <div>
        <p className={classes.title}>{t("escheat.rules.faults")}</p>
        {faults.map((fault) => (
          <p key={fault}>{fault}</p>
        ))}
      </div>
    </div>
  );
}
