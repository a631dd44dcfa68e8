import type { ReminderReason } from "../constants";
import type { ShippedWords } from "./shipped";

const email: ShippedWords = {
  "card-expiry": {
    subject: "{{total}} on your gift cards: please use it by {{last-day}}",
    body: `{{greeting}}

you have {{total}} left with {{brand}}. Each card below shows the last day on which it can be used, that day included.

{{cards}}

{{statement-link}}

If you have used a card in the meantime, what is left on it may be less than shown here.`,
  },
  "funds-expiry": {
    subject: "{{total}} on your gift cards: please use it by {{last-day}}",
    body: `{{greeting}}

there is {{total}} left on what you hold with {{brand}}. After the days named below the money can no longer be used.

{{cards}}

{{statement-link}}

Have you lost a card? Answer this message and we will help you to get at the money.`,
  },
  fees: {
    subject: "Keep the whole {{total}} on your gift cards",
    body: `{{greeting}}

you have {{total}} left with {{brand}}. Whoever uses a card by the day beside it keeps the whole amount.

{{cards}}

{{statement-link}}`,
  },
  escheat: {
    subject: "{{total}} of yours: please get in touch by {{last-day}}",
    body: `{{greeting}}

we have not heard from you for a long time, and you have {{total}} left with {{brand}}. When nobody has used a card or written to us by the day beside it, a state may hold the money for you instead of us.

{{cards}}

Using a card, or writing to us, shows that the cards are still yours.

{{statement-link}}`,
  },
  "unused-balance": {
    subject: "You still have {{total}} with {{brand}}",
    body: `{{greeting}}

there is money waiting for you: {{total}} on {{card-count}}.

{{cards}}

{{statement-link}}`,
  },
};

const sms: Readonly<Record<ReminderReason, string>> = {
  "card-expiry": `{{brand}}: you have {{total}} left, please use it by {{last-day}}.
{{statement-link}}`,
  "funds-expiry": `{{brand}}: you have {{total}} left, please use it by {{last-day}}.
{{statement-link}}`,
  fees: `{{brand}}: you have {{total}} left. Use it by {{last-day}} and keep all of it.
{{statement-link}}`,
  escheat: `{{brand}}: you have {{total}} left. Please use it or write to us by {{last-day}}.
{{statement-link}}`,
  "unused-balance": `{{brand}}: you still have {{total}} on {{card-count}}.
{{statement-link}}`,
};

export const shippedEn = { email, sms };
