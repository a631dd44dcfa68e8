"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { createKey, revokeKey } from "../mutations/keys";
import {
  changeRole,
  createResetLink,
  disableMember,
  enableMember,
  endMemberSessions,
  inviteMember,
  removeMember,
  revokeInvitation,
} from "../mutations/members";
import { invitationInput, inviteInput, keyIdInput, keyInput, personInput, roleInput } from "../schema";

/** The list is drawn on the server; after each change it is drawn again. */
async function andShow<T>(path: string, work: Promise<T>): Promise<T> {
  const result = await work;
  revalidatePath(path);
  return result;
}
const members = <T>(work: Promise<T>) => andShow("/issuer/settings/members", work);
const keys = <T>(work: Promise<T>) => andShow("/issuer/settings/keys", work);

export const inviteMemberAction = defineAction({
  permission: "member.manage",
  input: inviteInput,
  handler: (scope, input) => members(inviteMember(scope, input, new Date())),
});

export const revokeInvitationAction = defineAction({
  permission: "member.manage",
  input: invitationInput,
  handler: (scope, { invitationId }) => members(revokeInvitation(scope, invitationId, new Date())),
});

export const changeRoleAction = defineAction({
  permission: "member.manage",
  input: roleInput,
  handler: (scope, input) => members(changeRole(scope, input, new Date())),
});

export const disableMemberAction = defineAction({
  permission: "member.manage",
  input: personInput,
  handler: (scope, { personId }) => members(disableMember(scope, personId, new Date())),
});

export const enableMemberAction = defineAction({
  permission: "member.manage",
  input: personInput,
  handler: (scope, { personId }) => members(enableMember(scope, personId, new Date())),
});

export const removeMemberAction = defineAction({
  permission: "member.manage",
  input: personInput,
  handler: (scope, { personId }) => members(removeMember(scope, personId, new Date())),
});

export const endMemberSessionsAction = defineAction({
  permission: "member.manage",
  input: personInput,
  handler: (scope, { personId }) => members(endMemberSessions(scope, personId, new Date())),
});

export const createResetLinkAction = defineAction({
  permission: "member.manage",
  input: personInput,
  handler: (scope, { personId }) => members(createResetLink(scope, personId, new Date())),
});

export const createKeyAction = defineAction({
  permission: "key.manage",
  input: keyInput,
  handler: (scope, input) => keys(createKey(scope, input, new Date())),
});

export const revokeKeyAction = defineAction({
  permission: "key.manage",
  input: keyIdInput,
  handler: (scope, { keyId }) => keys(revokeKey(scope, keyId, new Date())),
});
