import { approveCommands } from "./notify-approve";
import { holdCommands } from "./notify-hold";
import { mailboxCommands } from "./notify-mailboxes";
import { notifyProposeCommands } from "./notify-propose";
import { resultCommands } from "./notify-results";
import { sendCommands } from "./notify-send";
import { settingCommands } from "./notify-settings";
import { showCommands } from "./notify-show";
import { simulateCommand } from "./notify-simulate";
import { templateCommands } from "./notify-templates";

export const commands = [
  ...notifyProposeCommands,
  ...showCommands,
  ...approveCommands,
  ...holdCommands,
  ...sendCommands,
  ...mailboxCommands,
  ...resultCommands,
  ...settingCommands,
  ...templateCommands,
  simulateCommand,
];
