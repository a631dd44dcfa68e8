"use client";

import { Button, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { ManySelectLoader } from "@/components/ui/many-select-loader";
import { type AuditFilter, auditAddress, auditGroups } from "@/lib/identity/audit-filter";
import { auditKinds } from "@/lib/identity/audit-kinds";
import { auditGroupText, auditKindText } from "@/lib/identity/audit-text";
import { t } from "@/lib/messages/audit-screen";
import classes from "./audit-view.module.css";

type Props = { filter: AuditFilter; actors: readonly string[]; issuerCode: string };

/** Groups first, then each kind below its group: "Members" finds all of them, "Role changed" only those. */
const kindChoices = auditGroups.map((group) => ({
  group: auditGroupText(group),
  items: [
    ...(auditKinds.some((kind) => kind === group) ? [] : [{ value: group, label: auditGroupText(group) }]),
    ...auditKinds
      .filter((kind) => kind === group || kind.startsWith(`${group}.`))
      .map((kind) => ({ value: kind as string, label: auditKindText(kind) })),
  ],
}));

export function AuditFilterForm({ filter, actors, issuerCode }: Props) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [who, setWho] = useState<string[]>([...filter.actors]);
  const [kinds, setKinds] = useState<string[]>([...filter.kinds]);
  const [from, setFrom] = useState(filter.from ?? "");
  const [to, setTo] = useState(filter.to ?? "");

  function show(wanted: Omit<AuditFilter, "before">) {
    const query = new URLSearchParams({ issuer: issuerCode, ...auditAddress(wanted) });
    startTransition(() => router.push(`/issuer/audit?${query}`));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    show({ actors: who, kinds, from: from || null, to: to || null });
  }

  function clear() {
    setWho([]);
    setKinds([]);
    setFrom("");
    setTo("");
    show({ actors: [], kinds: [], from: null, to: null });
  }

  return (
    <search>
      <form className={classes.filter} onSubmit={submit} aria-label={t("audit.filter")}>
        <div className={classes.many}>
          <ManySelectLoader
            label={t("audit.who")}
            placeholder={who.length > 0 ? undefined : t("audit.anyone")}
            searchable
            clearable
            data={[...actors]}
            value={who}
            onChange={setWho}
          />
        </div>
        <div className={classes.many}>
          <ManySelectLoader
            label={t("audit.what")}
            placeholder={kinds.length > 0 ? undefined : t("audit.anything")}
            searchable
            clearable
            data={kindChoices}
            value={kinds}
            onChange={setKinds}
          />
        </div>
        <TextInput
          type="date"
          label={t("audit.from")}
          value={from}
          max={to || undefined}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("audit.to")}
          value={to}
          min={from || undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button type="submit" loading={pending}>
          {t("audit.apply")}
        </Button>
        <Button variant="default" onClick={clear}>
          {t("audit.clear")}
        </Button>
      </form>
    </search>
  );
}
