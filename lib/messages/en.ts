import { accountingMessages } from "./en-accounting";
import { accountingScreenMessages } from "./en-accounting-screens";
import { breakageMessages } from "./en-breakage";
import { cardScoreMessages } from "./en-card-score";
import { cardsMessages } from "./en-cards";
import { escheatDeterminationMessages } from "./en-escheat-determination";
import { escheatFileMessages } from "./en-escheat-files";
import { escheatFilingMessages } from "./en-escheat-filing";
import { escheatFilingScreenMessages } from "./en-escheat-filing-screens";
import { escheatForecastMessages } from "./en-escheat-forecast";
import { escheatRuleScreenMessages } from "./en-escheat-rule-screens";
import { escheatRuleMessages } from "./en-escheat-rules";
import { forecastMessages } from "./en-forecast";
import { forecastDetailMessages } from "./en-forecast-detail";
import { forecastOpinionMessages } from "./en-forecast-opinion";
import { forecastTriangleMessages } from "./en-forecast-triangle";
import { identityMessages } from "./en-identity";
import { ingestMessages } from "./en-ingest";
import { jobMessages } from "./en-jobs";
import { notificationApprovalMessages } from "./en-notifications-approval";
import { notificationOptimiserMessages } from "./en-notifications-optimiser";
import { notificationProposalMessages } from "./en-notifications-proposals";
import { notificationResultMessages } from "./en-notifications-results";
import { notificationSendingMessages } from "./en-notifications-sending";
import { notificationTemplateMessages } from "./en-notifications-templates";
import { overviewMessages } from "./en-overview";
import { shellMessages } from "./en-shell";
import { uiMessages } from "./en-ui";

/** Every sentence of the screens, one file per part. A second language is a set of files with the same keys. */
export const en = {
  ...accountingMessages,
  ...accountingScreenMessages,
  ...breakageMessages,
  ...cardScoreMessages,
  ...cardsMessages,
  ...escheatDeterminationMessages,
  ...escheatFileMessages,
  ...escheatFilingMessages,
  ...escheatFilingScreenMessages,
  ...escheatForecastMessages,
  ...escheatRuleMessages,
  ...escheatRuleScreenMessages,
  ...forecastMessages,
  ...forecastDetailMessages,
  ...forecastOpinionMessages,
  ...forecastTriangleMessages,
  ...identityMessages,
  ...ingestMessages,
  ...jobMessages,
  ...notificationProposalMessages,
  ...notificationApprovalMessages,
  ...notificationOptimiserMessages,
  ...notificationSendingMessages,
  ...notificationTemplateMessages,
  ...notificationResultMessages,
  ...overviewMessages,
  ...shellMessages,
  ...uiMessages,

  "app.name": "Breakwater",
  "app.tagline": "Breakage, liability and escheatment for issuers of gift cards, on any date.",
  "action.apply": "Apply",
  "action.cancel": "Cancel",
  "action.retry": "Try again",
  "action.export": "Export",
  "action.save": "Save",
  "action.openCards": "Open the cards",
  "action.openEvents": "Open the events",
  "word.unknown": "unknown",
} as const;
