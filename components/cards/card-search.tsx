"use client";

import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { hrefTo } from "@/lib/address";
import { t } from "@/lib/messages/cards";
import classes from "./cards.module.css";

/** A card is found by its number, whole: a part of a number is nobody's card. */
export function CardSearch() {
  const router = useRouter();
  const query = useSearchParams();
  const [number, setNumber] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    const id = number.trim();
    if (id) router.push(hrefTo(`/issuer/cards/${encodeURIComponent(id)}`, Object.fromEntries(query)));
  }
  return (
    <search data-print="no">
      <form className={classes.search} onSubmit={submit}>
        <TextInput
          className={classes.searchField}
          data-search=""
          aria-label={t("cards.find")}
          placeholder={t("cards.find")}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t("cards.open")}
        </Button>
      </form>
    </search>
  );
}
