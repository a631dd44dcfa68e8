import { sql } from "drizzle-orm";
import { type Tx, withScope } from "@/db/client";
import { escheatRule, escheatRuleConfirmation } from "@/db/schema/escheat";
import { Conflict, Forbidden, NotFound } from "@/lib/errors";
import { writeAudit } from "@/lib/identity/mutations/audit";
import type { Scope } from "@/lib/identity/scope";
import { t } from "@/lib/messages/escheat-rule-screens";
import { compareRules } from "../compare-rules";
import type { ConfirmRuleInput } from "../confirm-rule";
import { confirmable } from "../confirmed-rule";
import { jurisdictionName } from "../jurisdiction-name";
import { lawBook, listVersions } from "../law-versions";
import { prepareChange } from "../queries/rule-change";
import { readKeptLaw } from "../queries/rulebook";
import type { Rule } from "../rule";
import type { RuleVersionInput } from "../rule-change";
import { versionName } from "../versions";

/**
 * Writes an own version of a law. It counts at once, and what it changes needs counsel until somebody else confirms it.
 * @throws Conflict when another was written since; Invalid that names each field which cannot be, contradicts another, or
 * the days that would have two versions or none.
 */
export function writeRuleVersion(scope: Scope, input: RuleVersionInput, now: Date): Promise<{ version: number }> {
  return withScope(scope, async (tx) => {
    await takeTurns(tx, scope);
    const { rule, before } = await prepareChange(tx, scope, input);
    const { jurisdiction, property, version, effectiveFrom } = rule;
    const { replaces, reason, source } = input;
    await tx.insert(escheatRule).values({
      issuerId: scope.issuerId,
      ...{ jurisdiction, property, version, effectiveFrom, replaces, reason },
      rule: { ...rule },
      createdBy: scope.personId,
      createdByName: scope.actor,
      createdAt: now,
    });
    await writeAudit(tx, scope, {
      action: "escheat.rule-written",
      subject: subjectOf(rule),
      detail: { from: effectiveFrom ?? "always", replaces, reason, source, ...changedWords(before, rule) },
    });
    return { version };
  });
}

/**
 * Somebody other than the author has held a version against the law; it counts for exactly the words he saw.
 * @throws Forbidden for the author, Conflict when the words are others by now or are confirmed already, NotFound.
 */
export function confirmRule(scope: Scope, input: ConfirmRuleInput, now: Date): Promise<void> {
  const { personId } = scope;
  if (personId === null) throw new Forbidden(t("escheat.confirm.person"));
  return withScope(scope, async (tx) => {
    await takeTurns(tx, scope);
    const kept = await readKeptLaw(tx, scope, input);
    const listed = listVersions(input, kept, lawBook(kept)).find(({ written }) => written.version === input.version);
    if (!listed) throw new NotFound(versionName(input));
    const { written, own, confirmation, decides, hash } = listed;
    if (!decides) throw new Conflict(t("escheat.confirm.decidesNothing"));
    if (own?.createdBy === personId) throw new Forbidden(t("escheat.confirm.author"));
    if (hash !== input.ruleHash) throw new Conflict(t("escheat.confirm.otherWords"));
    if (confirmation.kind === "confirmed") {
      throw new Conflict(t("escheat.confirm.already", { by: confirmation.confirmation.by }));
    }
    const { jurisdiction, property, version } = written;
    await tx.insert(escheatRuleConfirmation).values({
      issuerId: scope.issuerId,
      ...{ jurisdiction, property, version, ruleHash: input.ruleHash, note: input.note },
      confirmedBy: personId,
      confirmedByName: scope.actor,
      confirmedAt: now,
    });
    await writeAudit(tx, scope, {
      action: "escheat.rule-confirmed",
      subject: subjectOf(written),
      detail: { note: input.note, settles: confirmable(written).join(", "), hash: input.ruleHash },
    });
  });
}

/** Two writers at once take turns: which days are covered is asked of what is there when one's turn comes. */
const takeTurns = (tx: Tx, scope: Scope) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtext('escheat_rule'), ${scope.issuerId}::int)`);

const subjectOf = ({ jurisdiction, property, version }: Rule): string =>
  `${jurisdictionName(jurisdiction) ?? jurisdiction}, ${t(`escheat.property.${property}`)}: ${versionName({ version })}`;

/** Each changed field as [before, after] in sentences. */
function changedWords(before: Rule, after: Rule): Record<string, [string, string]> {
  const changed = compareRules(before, after).filter(({ differs }) => differs);
  return Object.fromEntries(changed.map((one) => [one.name, [one.before.sentence, one.after.sentence]]));
}
