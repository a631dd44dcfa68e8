import { Button, Textarea } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import "@mantine/dropzone/styles.layer.css";
import { type RefObject, useRef, useState } from "react";
import type { Fault } from "@/lib/breakage/triangle-view/read-form";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";
import { FaultList } from "./fault-list";
import classes from "./own-triangle.module.css";

/** Far above any triangle that is computed here. */
const mostBytes = 1_000_000;

type Props = {
  field: RefObject<HTMLTextAreaElement | null>;
  value: string;
  faults: readonly Fault[];
  locale: Locale;
  onChange: (text: string) => void;
};

/** One field for pasted text; a file, dropped on it or chosen, becomes its text. */
export function TrianglePaste({ field, value, faults, locale, onChange }: Props) {
  const open = useRef<() => void>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function take(files: readonly File[]) {
    const [file] = files;
    if (!file) return;
    const text = await textOf(file);
    setRefusal(text === null ? t("ownTriangle.fileNoText", { name: file.name }) : null);
    if (text !== null) onChange(text);
  }

  return (
    <>
      <Dropzone
        openRef={open}
        onDrop={take}
        onReject={(rejections) => setRefusal(refusalOf(rejections.map(({ file }) => file)))}
        multiple={false}
        maxSize={mostBytes}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        inputProps={{ "aria-label": t("ownTriangle.fileInput") }}
        classNames={{ root: classes.drop, inner: classes.dropInner }}
      >
        <Textarea
          ref={field}
          label={t("ownTriangle.paste")}
          description={t("ownTriangle.pasteHint")}
          value={value}
          onChange={(event) => {
            setRefusal(null);
            onChange(event.currentTarget.value);
          }}
          error={faults.length > 0 ? <FaultList faults={faults} locale={locale} /> : null}
          rows={12}
          resize="vertical"
          wrap="off"
          spellCheck={false}
          classNames={{ input: classes.code }}
        />
      </Dropzone>
      <div className={classes.row}>
        <Button variant="default" size="xs" onClick={() => open.current?.()}>
          {t("ownTriangle.file")}
        </Button>
        <span className={classes.muted}>{t("ownTriangle.dropHint")}</span>
      </div>
      <p role="alert" className={classes.bad}>
        {refusal}
      </p>
    </>
  );
}

function refusalOf([file, ...others]: readonly File[]): string {
  if (file && others.length === 0 && file.size > mostBytes)
    return t("ownTriangle.fileTooLarge", { name: file.name, most: "1 MB" });
  return t("ownTriangle.fileRefused");
}

/** Null where the bytes are no UTF-8, such as a workbook. */
async function textOf(file: File): Promise<string | null> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
