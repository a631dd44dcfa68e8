import { EscheatTabs } from "@/components/escheat/escheat-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import type { Address } from "@/lib/address";
import { type Holder, holderGaps } from "@/lib/escheat/holder";
import { jurisdictionName, usJurisdictions } from "@/lib/escheat/jurisdiction-name";
import { formatInstant, type Locale } from "@/lib/format";
import { countryCodes } from "@/lib/ingest/row/places";
import { t } from "@/lib/messages/escheat-holder";
import classes from "./holder.module.css";
import { HolderForm } from "./holder-form";

type Props = { holder: Holder; canManage: boolean; timeZone: string; address: Address; locale: Locale };

const choices = (codes: readonly string[]) =>
  codes
    .flatMap((value) => {
      const label = jurisdictionName(value);
      return label === null ? [] : [{ value, label }];
    })
    .sort((a, b) => a.label.localeCompare(b.label, "en"));

/** Who holds what belongs to others: one legal entity, as the states want it described. */
export function HolderScreen({ holder, canManage, timeZone, address, locale }: Props) {
  const { updated } = holder;
  return (
    <>
      <PageHeader
        title={t("holder.title")}
        lead={t("holder.lead")}
        meta={
          <p className={classes.quiet}>
            {updated
              ? t("holder.updated", { by: updated.by, at: formatInstant(updated.at, timeZone, locale) })
              : t("holder.never")}
            {canManage ? null : ` ${t("holder.readOnly")}`}
          </p>
        }
      />
      <EscheatTabs current="holder" address={address} />
      <Gaps holder={holder} />
      <HolderForm
        key={updated?.at ?? ""}
        holder={holder}
        canManage={canManage}
        states={choices(usJurisdictions)}
        countries={choices(countryCodes())}
      />
    </>
  );
}

function Gaps({ holder }: { holder: Holder }) {
  const gaps = holderGaps(holder);
  return (
    <Section title={t("holder.gaps")}>
      {gaps.length === 0 ? (
        <p>{t("holder.complete")}</p>
      ) : (
        <ul className={classes.gaps}>
          {gaps.map(({ need, fields }) => (
            <li key={need}>
              <strong>{t(`holder.gap.${need}`)}</strong>{" "}
              {t("holder.gapFields", { fields: fields.map((field) => t(`holder.${field}`)).join(", ") })}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
