import { Button, Menu } from "@mantine/core";
import { IconDownload, IconFileTypeCsv } from "@tabler/icons-react";
import { saveCsv } from "@/components/ui/save-csv";
import type { MethodRow } from "@/lib/breakage/triangle-view/method-rows";
import type { LeftOut, OwnTriangle } from "@/lib/breakage/triangle-view/own-triangle";
import { factorsTable, resultsTable } from "@/lib/breakage/triangle-view/results-export";
import type { Locale } from "@/lib/format";
import { t } from "@/lib/messages/forecast-triangle";

type Props = { own: OwnTriangle; rows: readonly MethodRow[]; leftOut: readonly LeftOut[]; locale: Locale };

/** Files made in the browser, of the same form as the server's. A workbook would need the server, which is not to see them. */
export function ResultsExport({ own, rows, leftOut, locale }: Props) {
  const choices = [
    { label: t("ownTriangle.exportResults"), save: () => saveCsv(resultsTable(rows, own, leftOut, locale)) },
    { label: t("ownTriangle.exportFactors"), save: () => saveCsv(factorsTable(own, leftOut)) },
  ];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={14} stroke={1.7} />} data-print="no">
          {t("action.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("ownTriangle.exportHint")}</Menu.Label>
        {choices.map(({ label, save }) => (
          <Menu.Item key={label} onClick={() => void save()} leftSection={<IconFileTypeCsv size={16} stroke={1.6} />}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
