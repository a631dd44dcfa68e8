"use client";

import { Button, Menu } from "@mantine/core";
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from "@tabler/icons-react";
import { usePathname, useSearchParams } from "next/navigation";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/screens";
import { exportFormats, exportHref } from "./export-href";

type Props = {
  /** Which table of the page; the handler knows it by this name. */
  table: string;
  /** Rows of the whole result, when known. */
  count?: number;
  locale: Locale;
};

const icons = { csv: IconFileTypeCsv, xlsx: IconFileSpreadsheet };

/** A table of the page as a file; the palette finds it here and offers the same. */
export function ExportMenu({ table, count, locale }: Props) {
  const query = useSearchParams();
  const path = usePathname();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} stroke={1.7} />}
          data-print="no"
          data-export={table}
        >
          {t("action.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {count === undefined
            ? t("export.hintAll")
            : t("export.hint", { count: formatCount(count, locale), total: count })}
        </Menu.Label>
        {exportFormats.map(({ format, label }) => {
          const Icon = icons[format];
          return (
            <Menu.Item
              key={format}
              component="a"
              href={exportHref(table, format, path, query)}
              download
              leftSection={<Icon size={16} stroke={1.6} />}
            >
              {t(label)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
