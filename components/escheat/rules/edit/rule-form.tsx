"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { Section } from "@/components/ui/section";
import { previewRuleVersionAction, writeRuleVersionAction } from "@/lib/escheat/actions/rules";
import type { PropertyKind } from "@/lib/escheat/constants";
import type { VersionPreview } from "@/lib/escheat/queries/rule-change";
import { type Rule, type RuleField, ruleFields } from "@/lib/escheat/rule";
import { draftOf, faultsAt, type RuleDraft, valuesOf } from "@/lib/escheat/rule-draft";
import { t } from "@/lib/messages/escheat-rule-screens";
import { AboutVersion, type VersionAbout } from "./about-version";
import classes from "./edit.module.css";
import { type CurrentField, FieldRow } from "./field-row";
import { NoteRow } from "./note-row";
import { PreviewSection } from "./preview-section";

type Props = {
  law: { jurisdiction: string; property: PropertyKind };
  /** The version the form starts from. */
  start: Rule;
  current: readonly CurrentField[];
  /** The highest number of an own version that is there. */
  seen: number;
  /** Own versions whose place the new one can take. */
  replaceable: readonly { version: number; label: string }[];
  opened: RuleDraft;
  effectiveFrom: string;
  /** Where the version can be looked at once it is written: its number is put after it. */
  done: string;
};

const about = ["effectiveFrom", "replaces", "source", "reason", "note"] as const;

/** A new version of a law: fields are opened one by one, and nothing is written that has not been seen in words. */
export function RuleForm(props: Props) {
  const { law, start, current, seen, replaceable, opened, done } = props;
  const router = useRouter();
  const [draft, setDraft] = useState<RuleDraft>(opened);
  const [note, setNote] = useState<string | null>(null);
  const [facts, setFacts] = useState<VersionAbout>({
    isAlways: false,
    effectiveFrom: props.effectiveFrom,
    replaces: null,
    source: "",
    reason: "",
  });
  const [preview, setPreview] = useState<VersionPreview | null>(null);
  const look = useAction(previewRuleVersionAction, { say: "", after: setPreview });
  const write = useAction(writeRuleVersionAction, {
    say: t("escheat.edit.written"),
    after: ({ version }) => router.push(`${done}${version}`),
  });
  /** What was shown in words is what is written: any change takes the preview away. */
  function change(make: () => void) {
    make();
    setPreview(null);
    look.forget();
    write.forget();
  }

  const input = {
    ...law,
    startFrom: start.version,
    seen,
    replaces: facts.replaces,
    effectiveFrom: facts.isAlways ? null : facts.effectiveFrom,
    source: facts.source,
    reason: facts.reason,
    changes: valuesOf(draft),
    ...(note === null ? {} : { note: note.trim() || null }),
  };
  const failure = write.failure ?? look.failure;
  const fields = failure?.fields ?? {};
  const shown = [
    ...about,
    ...Object.keys(fields).filter((path) => ruleFields.some((one) => faultsAt({ [path]: "x" }, one).length > 0)),
  ];

  function submit(event: FormEvent) {
    event.preventDefault();
    look.run(input as Parameters<typeof look.run>[0]);
  }

  return (
    <form onSubmit={submit}>
      <AboutVersion
        facts={facts}
        fields={fields}
        replaceable={replaceable}
        onChange={(next) => change(() => setFacts(next))}
      />
      <Section title={t("escheat.edit.fields")} note={t("escheat.edit.fieldsNote")} flush>
        {current.map((one) => (
          <FieldRow
            key={one.field}
            current={one}
            draft={draft[one.field]}
            faults={faultsAt(fields, one.field)}
            onOpen={() => change(() => setDraft({ ...draft, [one.field]: draftOf(start, one.field) }))}
            onChange={(next) => change(() => setDraft({ ...draft, [one.field]: next }))}
            onLeave={() => change(() => setDraft(without(draft, one.field)))}
          />
        ))}
        <NoteRow now={start.note} note={note} fault={fields.note} onChange={(next) => change(() => setNote(next))} />
      </Section>
      <ActionFailure failure={failure} shown={shown} />
      {Object.keys(fields).length > 0 ? (
        <p className={classes.faults} role="alert">
          {t("form.seeFields")}
        </p>
      ) : null}
      <div className={classes.foot}>
        <Button type="submit" variant={preview ? "default" : "filled"} loading={look.pending}>
          {t("escheat.edit.look")}
        </Button>
        <span className={classes.hint}>{t("escheat.edit.lookWhy")}</span>
      </div>
      {preview ? (
        <PreviewSection
          preview={preview}
          pending={write.pending}
          onWrite={() => write.run(input as Parameters<typeof write.run>[0])}
        />
      ) : null}
    </form>
  );
}

const without = (draft: RuleDraft, field: RuleField): RuleDraft => ({ ...draft, [field]: undefined });
