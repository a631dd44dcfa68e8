import { Section } from "@/components/ui/section";
import { t } from "@/lib/messages/notifications-templates";
import type { Template } from "@/lib/notifications/queries/templates";
import { type LineChange, lineChanges } from "@/lib/notifications/templates/line-changes";
import classes from "./templates.module.css";

const signs: Record<LineChange["kind"], string> = { same: " ", added: "+", removed: "−" };
const words: Record<LineChange["kind"], string> = {
  same: t("templates.unchanged"),
  added: t("templates.added"),
  removed: t("templates.removed"),
};

/** What a later version says otherwise, line by line, the subject and what the law sees in it first. */
export function VersionCompare({ before, after }: { before: Template; after: Template }) {
  const changes = lineChanges(whole(before), whole(after));
  const isSame = changes.every(({ kind }) => kind === "same");
  return (
    <Section title={t("templates.compared", { from: before.version, to: after.version })}>
      {isSame ? <p>{t("templates.same")}</p> : null}
      <div lang={after.language}>
        {changes.map(({ kind, text }, index) => (
          <div key={index} className={classes.change} data-kind={kind}>
            <span title={words[kind]}>{signs[kind]}</span>
            <span>{text}</span>
          </div>
        ))}
      </div>
    </Section>
  );
}

const whole = ({ messageClass, subject, body }: Template): string =>
  `${t(`templates.class.${messageClass}`)}\n${subject}\n\n${body}`;
