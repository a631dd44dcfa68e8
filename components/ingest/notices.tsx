import { Section } from "@/components/ui/section";
import type { Notice } from "@/lib/ingest/plan";
import { t } from "@/lib/messages/ingest";
import classes from "./ingest.module.css";

/** What is odd about the files though it kept nothing back, by file. */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const files = [...new Set(notices.map((notice) => notice.file))];
  return (
    <Section title={t("batch.notices")} note={notices.length > 0 ? t("batch.noticesNote") : undefined}>
      {files.length === 0 ? <p className={classes.muted}>{t("batch.noNotices")}</p> : null}
      <div className={classes.stack}>
        {files.map((file) => (
          <div key={file}>
            <h3 className={classes.strong}>{file}</h3>
            <ul className={classes.list}>
              {notices
                .filter((notice) => notice.file === file)
                .map((notice) => (
                  <li key={notice.text}>{notice.text}</li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  );
}
