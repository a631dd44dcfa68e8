import type { ExportSource } from "./prepared";
import { accountingTables } from "./tables/accounting";
import { auditTables } from "./tables/audit";
import { breakageTables } from "./tables/breakage";
import { cardTables } from "./tables/cards";
import { customerTables } from "./tables/customers";
import { escheatCardTables } from "./tables/escheat-cards";
import { escheatFilingTables } from "./tables/escheat-filing";
import { escheatFilingRowTables } from "./tables/escheat-filing-rows";
import { escheatForecastTables } from "./tables/escheat-forecast";
import { escheatRuleTables } from "./tables/escheat-rule";
import { escheatRulesTables } from "./tables/escheat-rules";
import { forecastTables } from "./tables/forecast";
import { forecastBackTestTables } from "./tables/forecast-back-test";
import { forecastCutTables } from "./tables/forecast-cut";
import { forecastPastTables } from "./tables/forecast-past";
import { forecastTypeTables } from "./tables/forecast-type";
import { forecastTypeWordTables } from "./tables/forecast-type-words";
import { forecastVersionTables } from "./tables/forecast-versions";
import { importPartTables } from "./tables/import-parts";
import { importTables } from "./tables/imports";
import { insightTables } from "./tables/insights";
import { notificationProposalTables } from "./tables/notification-proposals";
import { notificationResultTables } from "./tables/notification-results";
import { notificationSendingTables } from "./tables/notification-sending";
import { overviewTables } from "./tables/overview";
import { runTables } from "./tables/runs";
import { settingTables } from "./tables/settings";

const sources: Readonly<Record<string, ExportSource>> = {
  ...overviewTables,
  ...breakageTables,
  ...forecastTables,
  ...forecastPastTables,
  ...forecastCutTables,
  ...forecastTypeTables,
  ...forecastTypeWordTables,
  ...forecastBackTestTables,
  ...forecastVersionTables,
  ...escheatForecastTables,
  ...escheatCardTables,
  ...escheatFilingTables,
  ...escheatFilingRowTables,
  ...escheatRulesTables,
  ...escheatRuleTables,
  ...accountingTables,
  ...insightTables,
  ...notificationProposalTables,
  ...notificationResultTables,
  ...notificationSendingTables,
  ...cardTables,
  ...customerTables,
  ...auditTables,
  ...importTables,
  ...importPartTables,
  ...runTables,
  ...settingTables,
};

export function findExport(name: string): ExportSource | null {
  return Object.hasOwn(sources, name) ? (sources[name] ?? null) : null;
}
