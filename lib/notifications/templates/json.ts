import type { Template } from "../queries/templates";

/** A template as machines read it. */
export const templateJson = ({ personId: _, createdByName, createdAt, withdrawnAt, ...template }: Template) => ({
  ...template,
  writtenBy: createdByName,
  writtenAt: createdAt.toISOString(),
  withdrawnAt: withdrawnAt?.toISOString() ?? null,
});
