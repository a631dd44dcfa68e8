"use client";

import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { hrefWith } from "@/lib/address";
import { t } from "@/lib/messages/escheat-rule-screens";
import classes from "./rules.module.css";

export function RuleSearch({ path, search }: { path: string; search: string }) {
  const router = useRouter();
  const query = useSearchParams();
  const [sought, setSought] = useState(search);
  function submit(event: FormEvent) {
    event.preventDefault();
    router.push(hrefWith(path, Object.fromEntries(query), { search: sought.trim() || null }), { scroll: false });
  }
  return (
    <search data-print="no">
      <form className={classes.search} onSubmit={submit}>
        <TextInput
          className={classes.searchField}
          data-search=""
          aria-label={t("escheat.rules.find")}
          placeholder={t("escheat.rules.find")}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
          value={sought}
          maxLength={100}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t("escheat.rules.search")}
        </Button>
      </form>
    </search>
  );
}
