import type { ReactNode } from "react";
import { t } from "@/lib/messages/shell";
import { AsOfPicker } from "./as-of-picker";
import { CommandHost } from "./command-host";
import { KnownNote } from "./known-note";
import { MobileNavigation } from "./mobile-navigation";
import { Navigation } from "./navigation-list";
import classes from "./shell.module.css";
import { ThemeToggle } from "./theme-toggle";
import { UserMenu } from "./user-menu";
import type { Workspace } from "./workspace";
import { WorkspaceMenu } from "./workspace-menu";

/** The frame of every signed-in page: where am I, whose data, as of which day. */
export function Shell({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#main">
        {t("shell.skip")}
      </a>
      <aside className={classes.sidebar} data-print="no">
        <WorkspaceMenu workspace={workspace} />
        <Navigation workspace={workspace} />
        <UserMenu person={workspace.person} />
      </aside>
      <header className={classes.header} data-print="no">
        <div className={classes.headerStart}>
          <MobileNavigation workspace={workspace} />
          <span className={classes.headerIssuer}>{workspace.issuer.name}</span>
          <AsOfPicker
            defaultAsOf={workspace.defaultAsOf}
            dataUntil={workspace.dataUntil}
            today={workspace.today}
            ownLocale={workspace.person.locale}
          />
        </div>
        <div className={classes.headerEnd}>
          <CommandHost workspace={workspace} />
          <ThemeToggle />
        </div>
        <div className={classes.busy} aria-hidden />
      </header>
      <main id="main" className={classes.main} tabIndex={-1}>
        <KnownNote ownLocale={workspace.person.locale} />
        {children}
      </main>
    </div>
  );
}
