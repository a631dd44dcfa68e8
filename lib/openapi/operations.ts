import type { Operation } from "./operation";
import { accountingOperations } from "./operations/accounting";
import { escheatFilingOperations } from "./operations/escheat-filing";
import { escheatForecastOperations } from "./operations/escheat-forecast";
import { escheatRuleOperations } from "./operations/escheat-rules";
import { forecastTypeOperations } from "./operations/forecast-types";
import { forecastOperations } from "./operations/forecasts";
import { importOperations } from "./operations/imports";
import { notificationDecisionOperations } from "./operations/notification-decisions";
import { notificationMailboxOperations } from "./operations/notification-mailboxes";
import { notificationProposalOperations } from "./operations/notification-proposals";
import { notificationResultOperations } from "./operations/notification-results";
import { notificationSendingOperations } from "./operations/notification-sending";
import { notificationSettingOperations } from "./operations/notification-settings";
import { notificationTemplateOperations } from "./operations/notification-templates";
import { ownTableOperations } from "./operations/own-tables";
import { readOperations } from "./operations/reads";

/** Everything the API can do, area by area. */
export const operations: readonly Operation[] = [
  ...readOperations,
  ...forecastOperations,
  ...forecastTypeOperations,
  ...ownTableOperations,
  ...escheatFilingOperations,
  ...escheatForecastOperations,
  ...escheatRuleOperations,
  ...accountingOperations,
  ...importOperations,
  ...notificationProposalOperations,
  ...notificationDecisionOperations,
  ...notificationResultOperations,
  ...notificationSendingOperations,
  ...notificationMailboxOperations,
  ...notificationSettingOperations,
  ...notificationTemplateOperations,
];
