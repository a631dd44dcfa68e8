import { IconAlertTriangle, IconInbox } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./states.module.css";

type Props = {
  title: string;
  /** Why there is nothing, or what happened. */
  children: ReactNode;
  /** What to do next: a link or a button. */
  action?: ReactNode;
  /** The state is the whole page, so its title is the page's. */
  isPage?: boolean;
};

/** Nothing to show, and what to do about it. */
export function EmptyState({ title, children, action, isPage = false }: Props) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className={classes.state}>
      <IconInbox className={classes.icon} size={28} stroke={1.4} aria-hidden />
      <Title className={classes.title}>{title}</Title>
      <div className={classes.words}>{children}</div>
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}

/** What happened, what is safe, what to do. */
export function ErrorState({ title, children, action, isPage = false }: Props) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className={classes.state} role="alert">
      <IconAlertTriangle className={classes.warning} size={28} stroke={1.4} aria-hidden />
      <Title className={classes.title}>{title}</Title>
      <div className={classes.words}>{children}</div>
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}
