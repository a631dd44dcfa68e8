/** What an issuer has set and a batch is planned, approved and sent by. A row of `notification_setting` fits. */
export type RuleSetting = {
  readonly senderName: string;
  readonly senderAddress: string;
  readonly replyTo: string | null;
  readonly postalAddress: string | null;
  readonly quietFrom: number;
  readonly quietTo: number;
  readonly capWeek: number;
  readonly capSixtyDays: number;
  readonly horizonDays: number;
  readonly dailyCapacity: number | null;
  readonly budget: bigint | null;
  readonly countsLostBreakage: boolean;
};

/** Those that hold while sending: one that is another than the approver saw stops the batch. The others only shape a plan. */
export const sendingRules = [
  "senderName",
  "senderAddress",
  "replyTo",
  "postalAddress",
  "quietFrom",
  "quietTo",
  "capWeek",
  "capSixtyDays",
] as const satisfies readonly (keyof RuleSetting)[];
export type SendingRule = (typeof sendingRules)[number];

/** The rules in force, as `notification_batch.rules` keeps them: plain JSON, amounts as text. */
export function rulesOf(setting: RuleSetting) {
  return {
    senderName: setting.senderName,
    senderAddress: setting.senderAddress,
    replyTo: setting.replyTo,
    postalAddress: setting.postalAddress,
    quietFrom: setting.quietFrom,
    quietTo: setting.quietTo,
    capWeek: setting.capWeek,
    capSixtyDays: setting.capSixtyDays,
    horizonDays: setting.horizonDays,
    dailyCapacity: setting.dailyCapacity,
    budget: setting.budget?.toString() ?? null,
    countsLostBreakage: setting.countsLostBreakage,
  };
}
