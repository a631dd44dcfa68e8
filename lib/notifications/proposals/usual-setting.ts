/** Where nobody has said anything yet: limits to begin with, and no sender. */
export const usualSetting = {
  quietFrom: 20,
  quietTo: 9,
  capWeek: 1,
  capSixtyDays: 3,
  horizonDays: 60,
  holdoutShare: 0.1,
  undoMinutes: 10,
  proposalDays: 7,
} as const;
