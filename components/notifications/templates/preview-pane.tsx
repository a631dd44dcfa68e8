"use client";

import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { Section } from "@/components/ui/section";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/notifications-templates";
import type { TemplatePreview } from "@/lib/notifications/queries/template-preview";
import { MailFrame } from "./mail-frame";
import classes from "./templates.module.css";

const widths = ["desktop", "phone", "plain"] as const;
type Width = (typeof widths)[number];

/** The words as three holders would read them, on a desk, on a phone, and as plain text. */
export function PreviewPane({ preview, language }: { preview: TemplatePreview; language: Locale }) {
  const [chosen, setChosen] = useState(0);
  const [width, setWidth] = useState<Width>("desktop");
  const reader = preview.readers[chosen] ?? preview.readers[0];
  if (!reader) return null;
  const { message } = reader;
  const name = nameOf(reader);
  const hasPage = message === null || message.html !== null;
  return (
    <Section
      title={t("templates.preview")}
      note={preview.real ? t("templates.previewReal") : t("templates.previewExample")}
    >
      <div className={classes.toolbar}>
        <NativeSelect
          aria-label={t("templates.preview")}
          data={preview.readers.map((one, index) => ({
            value: String(index),
            label: t("templates.previewFor", { name: nameOf(one) }),
          }))}
          value={String(chosen)}
          onChange={(event) => setChosen(Number(event.currentTarget.value))}
        />
        {hasPage ? (
          <SegmentedControl
            data={widths.map((value) => ({ value, label: t(`templates.width.${value}`) }))}
            value={width}
            onChange={(value) => setWidth(widths.find((one) => one === value) ?? "desktop")}
          />
        ) : null}
      </div>
      {message === null ? (
        <p className={classes.quiet}>{t("templates.previewUnable")}</p>
      ) : (
        <>
          <dl className={classes.envelope}>
            <dt>{t("templates.from")}</dt>
            <dd>{preview.sender}</dd>
            <dt>{t("templates.to")}</dt>
            <dd>{reader.mailbox}</dd>
            {message.html === null && message.subject === "" ? null : (
              <>
                <dt>{t("templates.subject")}</dt>
                <dd lang={language}>{message.subject}</dd>
              </>
            )}
          </dl>
          {message.html === null || width === "plain" ? (
            <pre className={classes.plain} lang={language}>
              {message.plain}
            </pre>
          ) : (
            <MailFrame html={message.html} title={t("templates.frame", { name })} width={width} />
          )}
        </>
      )}
    </Section>
  );
}

/** Several people at one address are told as such: none of them is greeted by name. */
function nameOf({ name, mailbox, people }: TemplatePreview["readers"][number]): string {
  if (name !== null) return name;
  return people > 1 ? t("templates.previewShared", { count: people, mailbox }) : t("templates.previewNobody");
}
