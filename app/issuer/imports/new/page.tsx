import Link from "next/link";
import { redirect } from "next/navigation";
import { z } from "zod";
import { localeFor } from "@/app/issuer/locale";
import { orNotFound } from "@/app/issuer/or-not-found";
import { CheckPanel, LoadPanel, MappingPanel, UploadPanel } from "@/components/ingest/wizard-panels";
import { WizardSteps, wizardSteps } from "@/components/ingest/wizard-steps";
import { PageHeader } from "@/components/ui/page-header";
import { type Address, hrefTo, readAddress } from "@/lib/address";
import type { Locale } from "@/lib/format";
import { requireScope, type Scope } from "@/lib/identity/scope";
import { firstDraft, offersFor } from "@/lib/ingest/first-draft";
import type { Mapping } from "@/lib/ingest/mapping/schema";
import { contextOf } from "@/lib/ingest/plan";
import { findRunInput, listUnknownValues } from "@/lib/ingest/queries/checked";
import { describeFiles } from "@/lib/ingest/queries/describe";
import { getFiles } from "@/lib/ingest/queries/file";
import { findMapping, listMappings } from "@/lib/ingest/queries/mapping";
import { getJob } from "@/lib/jobs/queries";
import { t } from "@/lib/messages/ingest";
import { rowNumber } from "@/lib/whole-number";

export const metadata = { title: t("wizard.title") };

const wizardAddress = z.object({
  step: z.enum(wizardSteps).default("files"),
  files: z
    .string()
    .regex(/^\d{1,9}(,\d{1,9}){0,99}$/)
    .transform((text) => [...new Set(text.split(",").map(Number))])
    .optional(),
  run: rowNumber.optional(),
  check: rowNumber.optional(),
  mapping: z.string().max(100).optional(),
});
type WizardAddress = z.output<typeof wizardAddress>;

const PATH = "/issuer/imports/new";

export default async function NewImportPage({ searchParams }: { searchParams: Promise<Address> }) {
  const address = await searchParams;
  const given = readAddress(wizardAddress, address);
  const scope = await requireScope("import.run");
  const input = given.run === undefined ? null : await findRunInput(scope, given.run);
  const fileIds = given.files ?? input?.fileIds ?? [];
  const href = (change: Record<string, string | null>) => hrefTo(PATH, address, change);
  const files = fileIds.length > 0 ? fileIds.join(",") : null;
  const runText = given.run === undefined ? null : String(given.run);
  const checkText = given.step === "load" ? (given.check === undefined ? null : String(given.check)) : runText;
  return (
    <>
      <PageHeader
        title={t("wizard.title")}
        lead={t("wizard.lead")}
        above={<Link href={hrefTo("/issuer/imports", address)}>{t("imports.all")}</Link>}
      />
      <WizardSteps
        current={given.step}
        hrefs={{
          files: given.step === "load" ? null : href({ step: "files", files }),
          columns: given.step === "check" ? href({ step: "columns", files, run: runText }) : null,
          check: given.step === "load" && checkText ? href({ step: "check", run: checkText }) : null,
        }}
      />
      <Step scope={scope} given={given} fileIds={fileIds} address={address} locale={await localeFor(address)} />
    </>
  );
}

type StepProps = { scope: Scope; given: WizardAddress; fileIds: number[]; address: Address; locale: Locale };

async function Step({ scope, given, fileIds, address, locale }: StepProps) {
  const issuer = { id: scope.issuerId, code: scope.issuer.code, timeZone: scope.issuer.timeZone };
  const files = fileIds.join(",");
  switch (given.step) {
    case "files": {
      const stored = await orNotFound(getFiles(scope, fileIds));
      return <UploadPanel initial={stored} issuerCode={issuer.code} locale={locale} />;
    }
    case "columns": {
      if (fileIds.length === 0) redirect(hrefTo(PATH, address));
      return <Columns scope={scope} given={given} fileIds={fileIds} locale={locale} />;
    }
    case "check": {
      if (given.run === undefined) redirect(hrefTo(PATH, address, files ? { step: "columns", files } : {}));
      const run = await orNotFound(getJob(scope, given.run));
      const changeHref = hrefTo(PATH, address, { step: "columns", files, run: String(run.id) });
      return <CheckPanel initial={run} issuer={issuer} changeHref={changeHref} locale={locale} />;
    }
    case "load": {
      if (given.run === undefined) redirect(hrefTo(PATH, address));
      const run = await orNotFound(getJob(scope, given.run));
      const backHref =
        given.check === undefined ? null : hrefTo(PATH, address, { step: "check", run: String(given.check) });
      return <LoadPanel initial={run} issuer={issuer} fileIds={fileIds} backHref={backHref} locale={locale} />;
    }
  }
}

async function Columns({ scope, given, fileIds, locale }: Omit<StepProps, "address">) {
  const [reports, saved, chosen, run, unknown] = await orNotFound(
    Promise.all([
      describeFiles(scope, fileIds),
      listMappings(scope),
      given.mapping === undefined ? null : findMapping(scope, given.mapping),
      given.run === undefined ? null : findRunInput(scope, given.run),
      given.run === undefined ? [] : listUnknownValues(scope, given.run),
    ]),
  );
  const names = reports.map((report) => report.name);
  // One for another issuer is only offered, together with the way there.
  const isOurs = ({ issuer }: Mapping) => issuer === undefined || issuer.code === scope.issuer.code;
  return (
    <MappingPanel
      key={`${fileIds.join(",")} ${given.mapping ?? ""} ${given.run ?? ""}`}
      reports={reports}
      initial={firstDraft(reports, chosen && isOurs(chosen) ? chosen : (run?.mapping ?? null))}
      draftKey={`${scope.issuerId}:${fileIds.join(",")}:${given.mapping ?? ""}:${given.run ?? ""}`}
      offers={offersFor(names, saved)}
      saved={saved
        .filter(({ mapping }) => isOurs(mapping))
        .map(({ id: savedId, name }) => ({ name, isShipped: savedId === null }))}
      unknown={unknown}
      issuerCode={scope.issuer.code}
      context={contextOf(scope, new Date())}
      locale={locale}
    />
  );
}
