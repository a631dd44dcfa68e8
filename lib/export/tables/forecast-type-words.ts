import type { MadeChoice } from "@/lib/breakage/forecast/queries/choices";
import { getSecondOpinion } from "@/lib/breakage/forecast/queries/second-opinion";
import { getTypeChoices } from "@/lib/breakage/forecast/queries/type-page";
import { judgementWords } from "@/lib/breakage/forecast-view/judgement-words";
import { forecastShare, type Reading, readingsOf, refusedBy } from "@/lib/breakage/forecast-view/second-opinion-words";
import { forecastMessages } from "@/lib/messages/forecast";
import { forecastDetailMessages } from "@/lib/messages/forecast-detail";
import { forecastOpinionMessages } from "@/lib/messages/forecast-opinion";
import { words } from "@/lib/messages/message";
import { screenMessages } from "@/lib/messages/screens";
import { type ExportSource, onePortion, prepare } from "../prepared";
import { codeIn, typeFacts, typeOf } from "./forecast-type";

const t = words(screenMessages, forecastMessages, forecastDetailMessages, forecastOpinionMessages);

/** What stands beside a card type's figures: what people chose, and what its cards alone say. */
export const forecastTypeWordTables = {
  "forecast-type-choices": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { type, choices } = await getTypeChoices(scope, codeIn(address));
      return prepare<MadeChoice>({
        name: "forecast-choices",
        title: t("chooseMethod.history"),
        columns: [
          { title: t("chooseMethod.when"), kind: "text", value: ({ at }) => at },
          { title: t("chooseMethod.who"), kind: "text", value: ({ by }) => by },
          {
            title: t("chooseMethod.chosen"),
            kind: "text",
            value: ({ method }) => (method === null ? t("chooseMethod.backTest") : t(`forecast.method.${method}`)),
          },
          { title: t("typeTriangle.title"), kind: "text", value: (choice) => judgementWords(choice, "en") },
          { title: t("chooseMethod.reason"), kind: "text", value: ({ reason }) => reason },
        ],
        facts: [[t("export.issuer"), scope.issuer.name], ...typeFacts(type)],
        definitions: [],
        count: choices.length,
        portions: onePortion(choices),
      });
    },
  },
  "forecast-type-opinion": {
    permission: "forecast.read",
    prepare: async (scope, address) => {
      const { page, own, facts } = await typeOf(scope, address);
      const opinion = await getSecondOpinion(scope, page);
      const rows = opinion ? readingsOf(opinion, forecastShare(own.report.whole), "en") : [];
      return prepare<Reading>({
        name: "forecast-second-opinion",
        title: t("opinion.title"),
        columns: [
          { title: t("opinion.reading"), kind: "text", value: ({ name }) => name },
          { title: t("opinion.share"), kind: "rate", value: ({ said }) => said?.share ?? null },
          { title: t("opinion.export.low"), kind: "rate", value: ({ said }) => said?.low ?? null },
          { title: t("opinion.export.high"), kind: "rate", value: ({ said }) => said?.high ?? null },
          {
            title: t("opinion.notSaid"),
            kind: "text",
            value: ({ key }) => (opinion ? refusedBy(opinion, key, "en").join(" ") : ""),
          },
        ],
        facts,
        definitions: rows.map(({ name, means }) => [name, means] as const),
        count: rows.length,
        portions: onePortion(rows),
      });
    },
  },
} as const satisfies Record<string, ExportSource>;
