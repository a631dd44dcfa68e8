"use client";

import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { hrefWith } from "@/lib/address";
import { t } from "@/lib/messages/cards";
import classes from "./cards.module.css";

/** The words looked for stand in the address, so that a found list can be shared and returned to. */
export function CustomerSearch({ search }: { search: string }) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams();
  const [text, setText] = useState(search);
  const [pending, startTransition] = useTransition();
  function submit(event: FormEvent) {
    event.preventDefault();
    startTransition(() => router.push(hrefWith(path, Object.fromEntries(query), { search: text.trim() || null })));
  }
  return (
    <search data-print="no">
      <form className={classes.search} onSubmit={submit}>
        <TextInput
          className={classes.searchField}
          data-search=""
          aria-label={t("customers.search")}
          placeholder={t("customers.search")}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={pending}>
          {t("customers.find")}
        </Button>
      </form>
    </search>
  );
}
