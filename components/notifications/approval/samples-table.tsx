import Link from "next/link";
import { type Address, hrefTo } from "@/lib/address";
import { formatDate, formatInstant, formatMoney, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-approval-closer";
import type { ApprovalSample } from "@/lib/notifications/queries/approval-detail";
import classes from "./approvals.module.css";

type Props = { samples: readonly ApprovalSample[]; currency: string; address: Address; locale: Locale };

/** Real people, so that a figure has a face. The keys J and K are the queue's: these rows are none of the list's. */
export function SamplesTable({ samples, currency, address, locale }: Props) {
  if (samples.length === 0) return null;
  return (
    <section className={classes.part}>
      <h3>{t("approvals.samples")}</h3>
      <div className={classes.scroll}>
        <table className={classes.samples}>
          <caption>{t("approvals.samples.note")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("approvals.samples.person")}</th>
              <th scope="col" className={classes.amount}>
                {t("approvals.samples.value")}
              </th>
              <th scope="col">{t("approvals.samples.loss")}</th>
              <th scope="col">{t("approvals.samples.leaves")}</th>
              <th scope="col">{t("approvals.samples.why")}</th>
            </tr>
          </thead>
          <tbody>
            {samples.map((sample) => (
              <tr key={sample.customerId}>
                <th scope="row">
                  <Person sample={sample} address={address} />
                </th>
                <td className={classes.amount}>{formatMoney(sample.value, currency, locale)}</td>
                <td>{sample.lossOn ? formatDate(sample.lossOn, locale) : t("approvals.samples.never")}</td>
                <td>{sample.dueAt ? formatInstant(sample.dueAt, sample.timeZone, locale) : null}</td>
                <td className={classes.why}>{sample.why.join(" ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Person({ sample: { customer, name, customerId }, address }: { sample: ApprovalSample; address: Address }) {
  const shown = name ?? customer ?? String(customerId);
  if (customer === null) return shown;
  return (
    <Link href={hrefTo(`/issuer/customers/${encodeURIComponent(customer)}`, address)} prefetch={false}>
      {shown}
    </Link>
  );
}
