import type { ShippedWords } from "./shipped";

export const shippedJa: ShippedWords = {
  "card-expiry": {
    subject: "ギフトカードの残高{{total}}は{{last-day}}までにご利用ください",
    body: `{{greeting}}

{{brand}}の残高が{{total}}あります。各カードをご利用いただける最終日(当日を含みます)は次のとおりです。

{{cards}}

{{statement-link}}

すでにご利用の場合、残高は表示より少ないことがあります。`,
  },
  "funds-expiry": {
    subject: "ギフトカードの残高{{total}}は{{last-day}}までにご利用ください",
    body: `{{greeting}}

{{brand}}の残高が{{total}}あります。次の日を過ぎると、残高をご利用いただけなくなります。

{{cards}}

{{statement-link}}

カードをなくされた場合は、このメールにご返信ください。お手続きをお手伝いします。`,
  },
  fees: {
    subject: "ギフトカードの残高{{total}}をそのままお使いいただくために",
    body: `{{greeting}}

{{brand}}の残高が{{total}}あります。各カードに示した日までにご利用いただくと、全額をお使いいただけます。

{{cards}}

{{statement-link}}`,
  },
  escheat: {
    subject: "残高{{total}}について{{last-day}}までにご連絡ください",
    body: `{{greeting}}

長い間ご利用がありませんが、{{brand}}の残高が{{total}}あります。各カードに示した日までにご利用もご連絡もない場合、残高は当社に代わって州がお預かりすることがあります。

{{cards}}

カードをご利用いただくか、当社までご連絡いただければ、カードがご本人のものであることが分かります。

{{statement-link}}`,
  },
  "unused-balance": {
    subject: "{{brand}}の残高が{{total}}あります",
    body: `{{greeting}}

まだお使いになっていない残高があります。{{card-count}}、合計{{total}}です。

{{cards}}

{{statement-link}}`,
  },
};
