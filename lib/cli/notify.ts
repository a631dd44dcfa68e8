import { approveCommands } from "./notify-approve";
import { notifyProposeCommands } from "./notify-propose";
import { resultCommands } from "./notify-results";
import { sendCommands } from "./notify-send";
import { simulateCommand } from "./notify-simulate";

export const commands = [
  ...notifyProposeCommands,
  ...approveCommands,
  ...sendCommands,
  ...resultCommands,
  simulateCommand,
];
