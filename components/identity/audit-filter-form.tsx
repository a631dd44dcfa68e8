"use client";

import { Button, MultiSelect, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { type AuditFilter, auditGroups } from "@/lib/identity/audit-filter";
import { auditKinds } from "@/lib/identity/audit-kinds";
import { t } from "@/lib/messages/message";
import { auditGroupText, auditKindText } from "./audit-text";
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

  function show(parts: { who: string[]; kinds: string[]; from: string; to: string }) {
    const query = new URLSearchParams({ issuer: issuerCode });
    for (const actor of parts.who) query.append("who", actor);
    for (const kind of parts.kinds) query.append("kind", kind);
    if (parts.from) query.set("from", parts.from);
    if (parts.to) query.set("to", parts.to);
    startTransition(() => router.push(`/issuer/audit?${query}`));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    show({ who, kinds, from, to });
  }

  function clear() {
    setWho([]);
    setKinds([]);
    setFrom("");
    setTo("");
    show({ who: [], kinds: [], from: "", to: "" });
  }

  return (
    <search>
      <form className={classes.filter} onSubmit={submit} aria-label={t("audit.filter")}>
        <MultiSelect
          className={classes.many}
          label={t("audit.who")}
          placeholder={who.length > 0 ? undefined : t("audit.anyone")}
          searchable
          clearable
          data={[...actors]}
          value={who}
          onChange={setWho}
        />
        <MultiSelect
          className={classes.many}
          label={t("audit.what")}
          placeholder={kinds.length > 0 ? undefined : t("audit.anything")}
          searchable
          clearable
          data={kindChoices}
          value={kinds}
          onChange={setKinds}
        />
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
