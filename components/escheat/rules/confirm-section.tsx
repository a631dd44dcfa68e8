import { Section } from "@/components/ui/section";
import { confirmable } from "@/lib/escheat/confirmed-rule";
import type { ListedVersion } from "@/lib/escheat/law-versions";
import { ruleFields } from "@/lib/escheat/rule";
import { versionName } from "@/lib/escheat/versions";
import { isAsked } from "@/lib/escheat/words";
import { t } from "@/lib/messages/escheat-rule-screens";
import { ConfirmForm } from "./confirm-form";
import classes from "./rules.module.css";

type Props = { version: ListedVersion; personId: number | null };

/** What confirming would settle and what it would leave open, and the form; or why there is none. */
export function ConfirmSection({ version, personId }: Props) {
  const { written, own, confirmation, decides, hash } = version;
  if (!decides) return null;
  const title = t("escheat.confirm.title", { version: versionName(written) });
  if (confirmation.kind === "confirmed") return null;
  if (own !== null && own.createdBy === personId) {
    return (
      <Section title={title}>
        <p>{t("escheat.confirm.author")}</p>
      </Section>
    );
  }
  const names = (fields: readonly (typeof ruleFields)[number][]) =>
    fields.map((field) => t(`escheat.field.${field}`)).join(", ");
  const settled = confirmable(written).filter((field) => isAsked(written, field));
  const left = ruleFields.filter((field) => isAsked(written, field) && written[field].value === null);
  const read = settled.filter((field) => written[field].alternatives !== undefined);
  return (
    <Section title={title} note={t("escheat.confirm.note")}>
      <ul className={classes.points}>
        {settled.length > 0 ? <li>{t("escheat.confirm.settles", { fields: names(settled) })}</li> : null}
        {read.length > 0 ? <li>{t("escheat.confirm.readings", { fields: names(read) })}</li> : null}
        {left.length > 0 ? <li>{t("escheat.confirm.leaves", { fields: names(left) })}</li> : null}
        <li>{t("escheat.confirm.wordsOnly")}</li>
      </ul>
      <ConfirmForm
        law={{ jurisdiction: written.jurisdiction, property: written.property }}
        version={written.version}
        ruleHash={hash}
      />
    </Section>
  );
}
