import Link from "next/link";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval";
import type { QueueItem } from "@/lib/notifications/approval/queue-item";
import classes from "./approvals.module.css";

type Props = { item: QueueItem; rows: string; locale: Locale };

/** Whom it does not write to, by the one rule that stopped it. Together with those written to it is the audience. */
export function LeftOut({ item, rows, locale }: Props) {
  const hrefOf = (rule: string) => `${rows}${rows.includes("?") ? "&" : "?"}who=${rule}#people`;
  return (
    <section className={classes.part}>
      <h3>{t("approvals.left")}</h3>
      {item.leftOut.length === 0 ? (
        <p>{t("approvals.left.none")}</p>
      ) : (
        <ul className={classes.rules}>
          {item.leftOut.map(({ rule, people }) => (
            <li key={rule}>
              <Link href={hrefOf(rule)} prefetch={false} className="numeric">
                {formatCount(people, locale)}
              </Link>{" "}
              {t(`approvals.rule.${rule}`)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
