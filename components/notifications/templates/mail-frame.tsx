import classes from "./templates.module.css";

type Props = { html: string; title: string; width: "desktop" | "phone" };

/**
 * A message as it left, in a frame that may do nothing: no script, no form, no link leads out of it, and it is of no origin.
 * The page's own policy forbids its style element, which only holds the colours of the dark scheme.
 */
export function MailFrame({ html, title, width }: Props) {
  return (
    <iframe
      className={classes.frame}
      data-width={width}
      title={title}
      sandbox=""
      referrerPolicy="no-referrer"
      srcDoc={html.replace(/<style>[\s\S]*?<\/style>/g, "")}
    />
  );
}
