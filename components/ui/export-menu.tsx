"use client";

import { Button, Menu } from "@mantine/core";
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from "@tabler/icons-react";
import { usePathname, useSearchParams } from "next/navigation";
import { formatCount, type Locale } from "@/lib/format";
import { t } from "@/lib/messages/screens";

type Props = {
  /** Which table of the page; the handler knows it by this name. */
  table: string;
  /** Rows of the whole result, when known. */
  count?: number;
  locale: Locale;
};

const formats = [
  { format: "csv", label: "export.csv", Icon: IconFileTypeCsv },
  { format: "xlsx", label: "export.xlsx", Icon: IconFileSpreadsheet },
] as const;

/** Takes along the page's whole address, so that the file holds what the screen shows, and all of it. */
export function ExportMenu({ table, count, locale }: Props) {
  const query = useSearchParams();
  const path = usePathname();
  function href(format: string): string {
    const params = new URLSearchParams(query);
    for (const name of ["cursor", "page"]) params.delete(name);
    params.set("table", table);
    params.set("format", format);
    params.set("path", path);
    return `/issuer/export?${params}`;
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={14} stroke={1.7} />} data-print="no">
          {t("action.export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {count === undefined
            ? t("export.hintAll")
            : t("export.hint", { count: formatCount(count, locale), total: count })}
        </Menu.Label>
        {formats.map(({ format, label, Icon }) => (
          <Menu.Item
            key={format}
            component="a"
            href={href(format)}
            download
            leftSection={<Icon size={16} stroke={1.6} />}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
