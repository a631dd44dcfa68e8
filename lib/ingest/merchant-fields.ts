/** What is kept of a merchant beside its code, in the order in which a person reads it: columns of `silver.merchant`. */
export const merchantFields = ["name", "mcc", "bcc"] as const;
export type MerchantField = (typeof merchantFields)[number];
