import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { ListedVersion } from "@/lib/escheat/law-versions";
import { counselFields } from "@/lib/escheat/words";
import { formatDate, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./notice.module.css";

/** How far one may rely on the version, in a sentence or two. */
export function RuleState({ version, locale }: { version: ListedVersion; locale: Locale }) {
  const { rule, confirmation } = version;
  const open = counselFields(rule);
  const isSettled = open.length === 0;
  const Icon = isSettled ? IconCircleCheck : IconAlertTriangle;
  return (
    <div className={classes.notice} data-tone={isSettled ? "good" : "warn"}>
      <Icon size={18} stroke={1.7} aria-hidden />
      <div>
        <p className={classes.title}>
          {isSettled
            ? t("escheat.rule.settled")
            : t("escheat.rule.open", {
                count: open.length,
                fields: open.map((field) => t(`escheat.field.${field}`)).join(", "),
              })}
        </p>
        {confirmation.kind === "unconfirmed" ? (
          <p>{t("escheat.rule.unconfirmed")}</p>
        ) : (
          <p>
            {t(`escheat.rule.${confirmation.kind}`, {
              by: confirmation.confirmation.by,
              on: formatDate(confirmation.confirmation.on, locale),
              note: confirmation.confirmation.note,
            })}
          </p>
        )}
        {version.decides ? null : (
          <p>
            {version.replacedBy === null
              ? t("escheat.rule.decidesNothing")
              : t("escheat.rule.replaced", { version: version.replacedBy })}
          </p>
        )}
      </div>
    </div>
  );
}
