"use client";

import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ActionFailure } from "@/components/settings/action-failure";
import { useAction } from "@/components/settings/use-action";
import { Section } from "@/components/ui/section";
import { t } from "@/lib/messages/notifications-templates";
import { previewTemplateAction, saveTemplateAction } from "@/lib/notifications/actions/templates";
import { messageClasses } from "@/lib/notifications/constants";
import type { TemplatePreview } from "@/lib/notifications/queries/template-preview";
import type { TemplateVariable } from "@/lib/notifications/templates/constants";
import { blocks } from "@/lib/notifications/templates/finding";
import type { TemplateDraft } from "@/lib/notifications/templates/schema";
import { FindingsList } from "./findings-list";
import { PreviewPane } from "./preview-pane";
import { templateHref } from "./template-path";
import classes from "./templates.module.css";
import { VariableButtons } from "./variable-buttons";

type Props = { draft: TemplateDraft; seen: number; preview: TemplatePreview };

const PAUSE_MS = 500;

/** A version to be: written on the left, read on the right as three holders would, and checked while one writes. */
export function TemplateEditor({ draft: start, seen, preview: first }: Props) {
  const router = useRouter();
  const query = useSearchParams();
  const [draft, setDraft] = useState(start);
  const [preview, setPreview] = useState(first);
  const body = useRef<HTMLTextAreaElement>(null);
  const look = useAction(previewTemplateAction, { say: "", after: setPreview });
  const save = useAction(saveTemplateAction, {
    say: "",
    after: ({ id }) => router.push(templateHref(id, Object.fromEntries(query))),
  });
  const { run } = look;
  const asked = useRef(start);
  // Asks once the writing pauses: the server knows the law, the readers and how it is rendered.
  useEffect(() => {
    if (asked.current === draft) return;
    const timer = setTimeout(() => {
      asked.current = draft;
      run(draft);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, run]);

  const change = (part: Partial<TemplateDraft>) => setDraft((before) => ({ ...before, ...part }));
  function insert(variable: TemplateVariable) {
    const field = body.current;
    const text = `{{${variable}}}`;
    const [from, to] = [field?.selectionStart ?? draft.body.length, field?.selectionEnd ?? draft.body.length];
    change({ body: draft.body.slice(0, from) + text + draft.body.slice(to) });
    field?.focus();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    save.run({ ...draft, seen });
  }
  const isChanged = draft !== start || seen === 0;
  const mayNot = blocks(preview.findings);

  return (
    <div className={classes.columns}>
      <Section title={seen === 0 ? t("templates.new") : t("templates.edit")}>
        <form className={classes.form} onSubmit={submit}>
          <NativeSelect
            label={t("templates.field.class")}
            description={t(`templates.class.${draft.messageClass}.hint`)}
            data={messageClasses.map((value) => ({ value, label: t(`templates.class.${value}`) }))}
            value={draft.messageClass}
            onChange={({ currentTarget: { value } }) => {
              const messageClass = messageClasses.find((one) => one === value);
              if (messageClass) change({ messageClass });
            }}
          />
          {draft.channel === "sms" ? null : (
            <TextInput
              label={t("templates.field.subject")}
              lang={draft.language}
              maxLength={400}
              value={draft.subject}
              error={save.fields.subject}
              onChange={(event) => change({ subject: event.currentTarget.value })}
            />
          )}
          <div>
            <Textarea
              ref={body}
              className={classes.body}
              label={t("templates.field.body")}
              description={t("templates.field.bodyHint")}
              lang={draft.language}
              autosize
              minRows={draft.channel === "email" ? 12 : 4}
              maxRows={28}
              value={draft.body}
              error={save.fields.body}
              onChange={(event) => change({ body: event.currentTarget.value })}
            />
            <VariableButtons onPick={insert} />
          </div>
          <div aria-live="polite">
            <FindingsList findings={preview.findings} />
          </div>
          <ActionFailure failure={save.failure ?? look.failure} shown={["subject", "body"]} />
          <div className={classes.buttons}>
            <Button type="submit" loading={save.pending} disabled={mayNot || !isChanged}>
              {t("templates.save")}
            </Button>
          </div>
        </form>
      </Section>
      <PreviewPane preview={preview} language={draft.language} />
    </div>
  );
}
