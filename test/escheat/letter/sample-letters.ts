import type { Letter, Recipient, Sender, StateAgency } from "@/lib/escheat/letter/letter";

export const agency: StateAgency = {
  state: "WV",
  jurisdiction: "State of West Virginia",
  name: "West Virginia State Treasurer",
  website: "www.example.gov/unclaimed",
};

export const sender: Sender = {
  name: "Harbor Gifts Inc",
  lines: ["1 Pier Road", "Wilmington, DE 19801"],
  phone: "302-555-0100",
  email: "property@example.com",
};

export const recipient: Recipient = {
  name: "Ann O'Neil",
  lines: ["12 Oak St", "Charleston, WV 25301-1234"],
  postalCode: "25301-1234",
  country: null,
};

export const letter: Letter = {
  reference: "WV-2026-00001",
  agency,
  sender,
  recipient,
  items: [{ lastFour: "4821", valueCents: 25_373n, lastActivityOn: "2022-03-15" }],
  window: { from: "2026-07-03", to: "2026-09-01" },
};
