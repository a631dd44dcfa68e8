"use client";

import { Alert, Button, CloseButton, Group, Progress } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { answerOf } from "@/lib/answer-of";
import "@mantine/dropzone/styles.layer.css";
import { useMounted } from "@mantine/hooks";
import { IconFileSpreadsheet, IconUpload } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { parseAsArrayOf, parseAsInteger, useQueryState } from "nuqs";
import { useRef, useState, useTransition } from "react";
import { Section } from "@/components/ui/section";
import type { Locale } from "@/lib/format";
import { removeFileAction } from "@/lib/ingest/actions";
import { uploadBytes } from "@/lib/ingest/limits";
import { t } from "@/lib/messages/ingest";
import { fileSize } from "./file-size";
import classes from "./ingest.module.css";
import { type StoredUpload, type Upload, useUploads } from "./use-uploads";

const MOST_FILES = 50;

type Props = { initial: readonly StoredUpload[]; issuerCode: string; locale: Locale };

/** Step one: files arrive, each with its own progress. Those that have arrived stand in the address. */
export function UploadPanel({ initial, issuerCode, locale }: Props) {
  const router = useRouter();
  // The drop zone writes styles a browser spells differently from the server; nobody can drop before it listens.
  const isMounted = useMounted();
  const [isGoing, startGoing] = useTransition();
  const open = useRef<() => void>(null);
  const [stored, setStored] = useState<readonly StoredUpload[]>(initial);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const [, setIds] = useQueryState("files", parseAsArrayOf(parseAsInteger).withOptions({ history: "replace" }));
  function keep(list: readonly StoredUpload[]) {
    setStored(list);
    void setIds(list.length > 0 ? list.map((file) => file.id) : null);
  }
  const current = useRef(stored);
  current.current = stored;
  const { uploads, isBusy, add, again, stop } = useUploads(issuerCode, (file) =>
    keep([...current.current.filter((one) => one.id !== file.id), file]),
  );

  function take(files: readonly File[]) {
    const { good, refused } = sift(files, [...stored, ...uploads], locale);
    setRefusals(refused);
    add(good);
  }
  function remove(file: StoredUpload) {
    keep(stored.filter((one) => one.id !== file.id));
    // Best effort: what stays behind is an unused file, never a fact.
    void answerOf(removeFileAction({ fileId: file.id }));
  }
  function go() {
    const query = new URLSearchParams({ issuer: issuerCode, step: "columns" });
    const ids = stored.map((file) => file.id);
    startGoing(async () => {
      // A late change of this address would undo the way to the next.
      await setIds(ids);
      router.push(`/issuer/imports/new?${query}&files=${ids.join(",")}`);
    });
  }

  return (
    <Section title={t("upload.title")}>
      <div className={classes.stack}>
        {isMounted ? (
          <Dropzone
            openRef={open}
            onDrop={take}
            multiple
            inputProps={{ "aria-label": t("upload.drop") }}
            aria-label={t("upload.drop")}
            className={classes.dropzone}
          >
            <Group justify="center" gap="sm" mih={96} style={{ pointerEvents: "none" }}>
              <IconUpload size={26} stroke={1.5} aria-hidden />
              <span>{t("upload.drag")}</span>
            </Group>
          </Dropzone>
        ) : (
          <div className={classes.dropzone} style={{ minHeight: 122 }} />
        )}
        <div className={classes.row}>
          <Button variant="default" onClick={() => open.current?.()}>
            {t("upload.browse")}
          </Button>
        </div>
        <p className={classes.muted}>
          {t("upload.limits", { size: fileSize(uploadBytes, locale), count: MOST_FILES })}
        </p>
        <p className={classes.muted}>{t("upload.whole")}</p>
        {refusals.length > 0 ? (
          <Alert color="red" variant="light" role="alert">
            {refusals.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </Alert>
        ) : null}
        <ul className={classes.uploads} aria-label={t("upload.list")}>
          {stored.map((file) => (
            <li key={`stored-${file.id}`} className={classes.upload}>
              <IconFileSpreadsheet size={18} stroke={1.6} aria-hidden />
              <span className={classes.uploadName}>{file.name}</span>
              <span className={classes.muted}>{t("upload.stored", { size: fileSize(file.size, locale) })}</span>
              <CloseButton aria-label={t("upload.remove", { name: file.name })} onClick={() => remove(file)} />
            </li>
          ))}
          {uploads.map((upload) => (
            <UploadRow key={upload.key} upload={upload} locale={locale} onAgain={again} onStop={stop} />
          ))}
        </ul>
        <div className={classes.row}>
          <Button onClick={go} disabled={stored.length === 0 || isBusy} loading={isGoing}>
            {t("upload.next")}
          </Button>
          {stored.length === 0 ? <span className={classes.muted}>{t("upload.none")}</span> : null}
        </div>
      </div>
    </Section>
  );
}

type RowProps = {
  upload: Upload;
  locale: Locale;
  onAgain: (key: number) => void;
  onStop: (key: number) => void;
};

function UploadRow({ upload, locale, onAgain, onStop }: RowProps) {
  const { key, name, size, sent, state, reason } = upload;
  const percent = Math.min(99, Math.floor((sent / size) * 100));
  return (
    <li className={classes.upload} data-state={state}>
      <IconFileSpreadsheet size={18} stroke={1.6} aria-hidden />
      <span className={classes.uploadName}>{name}</span>
      {state === "failed" ? (
        <>
          <span className={classes.bad} role="alert">
            {reason}
          </span>
          <Button size="xs" variant="default" onClick={() => onAgain(key)} aria-label={t("upload.again", { name })}>
            {t("action.retry")}
          </Button>
        </>
      ) : (
        <>
          <Progress value={percent} className={classes.uploadBar} aria-label={name} />
          <span className={classes.muted}>
            {state === "sending"
              ? t("upload.sending", { percent, size: fileSize(size, locale) })
              : t(state === "storing" ? "upload.storing" : "upload.waiting")}
          </span>
        </>
      )}
      <CloseButton
        aria-label={t(state === "failed" ? "upload.remove" : "upload.cancel", { name })}
        onClick={() => onStop(key)}
      />
    </li>
  );
}

/** What can be sent, and a sentence for each file that cannot. */
function sift(files: readonly File[], present: readonly { name: string }[], locale: Locale) {
  const names = new Set(present.map((file) => file.name));
  const good: File[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const { name, size } = file;
    if (names.has(name)) refused.push(t("upload.twice", { name }));
    else if (size === 0) refused.push(t("upload.empty", { name }));
    else if (size > uploadBytes)
      refused.push(t("upload.tooLarge", { name, size: fileSize(size, locale), most: fileSize(uploadBytes, locale) }));
    else if (names.size >= MOST_FILES) refused.push(t("upload.tooMany", { count: MOST_FILES }));
    else {
      good.push(file);
      names.add(name);
    }
  }
  return { good, refused };
}
