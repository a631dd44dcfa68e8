"use client";

import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { NumberField } from "@/components/ui/number-field";
import { EmptyState } from "@/components/ui/states";
import { t } from "@/lib/messages/identity";
import { replaceAgeSegmentsAction } from "@/lib/programme/actions";
import { agesOutside, moveLimit, type Segment, segmentFault, usualSegments } from "@/lib/programme/segments";
import { ActionFailure } from "./action-failure";
import classes from "./settings.module.css";
import { useAction } from "./use-action";

type Draft = Segment & { key: number };

export function AgeGroupsForm({ segments, canManage }: { segments: readonly Segment[]; canManage: boolean }) {
  const [drafts, setDrafts] = useState<Draft[]>(() => segments.map((segment, key) => ({ ...segment, key })));
  const [nextKey, setNextKey] = useState(segments.length);
  const { run, pending, failure } = useAction(replaceAgeSegmentsAction);
  const plain = drafts.map(({ name, fromAge, toAge }) => ({ name, fromAge, toAge }));
  const fault = segmentFault(plain);
  const outside = fault || plain.length === 0 ? [] : agesOutside(plain);

  const set = (index: number, change: Partial<Segment>) =>
    setDrafts((now) => now.map((draft, at) => (at === index ? { ...draft, ...change } : draft)));
  // The neighbour's limit moves along, so that no age falls between two groups by accident.
  const move = (index: number, fromAge: number) =>
    setDrafts((now) => moveLimit(now, index, fromAge).map((segment, at) => ({ ...segment, key: now[at]?.key ?? at })));

  function add() {
    const last = drafts.at(-1);
    const fromAge = last ? (last.toAge ?? last.fromAge + 9) + 1 : 18;
    const closed = drafts.map((draft) => (draft === last ? { ...draft, toAge: fromAge - 1 } : draft));
    setDrafts([...closed, { name: "", fromAge, toAge: null, key: nextKey }]);
    setNextKey(nextKey + 1);
  }

  function propose() {
    setDrafts(usualSegments.map((segment, index) => ({ ...segment, key: nextKey + index })));
    setNextKey(nextKey + usualSegments.length);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    run({ segments: plain });
  }

  return (
    <form onSubmit={submit}>
      {drafts.length === 0 ? (
        <EmptyState
          title={t("ageGroups.empty")}
          action={
            canManage ? (
              <Button variant="light" onClick={propose}>
                {t("ageGroups.propose", { names: usualSegments.map(({ name }) => name).join(", ") })}
              </Button>
            ) : null
          }
        >
          {t("ageGroups.emptyWhat")}
        </EmptyState>
      ) : null}
      {drafts.map((draft, index) => {
        const name = draft.name || t("ageGroups.name", { number: index + 1 });
        const errorOf = (field: string) =>
          fault?.index === index && fault.field === field ? fault.message : undefined;
        return (
          <div key={draft.key} className={classes.group}>
            <TextInput
              label={t("ageGroups.name", { number: index + 1 })}
              required
              withAsterisk={false}
              maxLength={120}
              disabled={!canManage}
              value={draft.name}
              error={errorOf("name")}
              onChange={(event) => set(index, { name: event.currentTarget.value })}
            />
            <NumberField
              label={t("ageGroups.from")}
              aria-label={t("ageGroups.fromOf", { name })}
              disabled={!canManage}
              value={draft.fromAge}
              error={errorOf("fromAge")}
              onChange={(value) => move(index, Number(value))}
            />
            <NumberField
              label={t("ageGroups.to")}
              aria-label={t("ageGroups.toOf", { name })}
              disabled={!canManage}
              placeholder={t("ageGroups.open")}
              value={draft.toAge ?? ""}
              error={errorOf("toAge")}
              onChange={(value) => set(index, { toAge: value === "" ? null : value })}
            />
            {canManage ? (
              <ActionIcon
                aria-label={t("ageGroups.remove", { name })}
                onClick={() => setDrafts(drafts.filter((other) => other !== draft))}
              >
                <IconTrash size={17} stroke={1.7} />
              </ActionIcon>
            ) : null}
          </div>
        );
      })}
      <div className={classes.notes} aria-live="polite">
        <p>{t("ageGroups.unknown")}</p>
        {outside.length > 0 ? (
          <p className={classes.warning}>{t("ageGroups.gap", { ages: outside.join(", ") })}</p>
        ) : null}
      </div>
      <ActionFailure failure={failure} />
      {canManage ? (
        <div className={classes.foot}>
          <Button type="submit" loading={pending} disabled={fault !== null}>
            {t("ageGroups.save")}
          </Button>
          <Button variant="default" onClick={add} disabled={drafts.length >= 20}>
            {t("ageGroups.add")}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
