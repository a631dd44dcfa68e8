import { approveCommands } from "./notify-approve";
import { holdCommands } from "./notify-hold";
import { notifyProposeCommands } from "./notify-propose";
import { resultCommands } from "./notify-results";
import { sendCommands } from "./notify-send";
import { simulateCommand } from "./notify-simulate";

export const commands = [
  ...notifyProposeCommands,
  ...approveCommands,
  ...holdCommands,
  ...sendCommands,
  ...resultCommands,
  simulateCommand,
];
