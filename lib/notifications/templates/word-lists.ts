/**
 * Words that a rule looks for, in the three languages. They are meant to find too much rather than too little: a finding is
 * read by a person. Latin and Cyrillic stems begin a word; Japanese has no such borders.
 */
const stems = (latin: string, other: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${latin})|${other}`, "iu");

/** That a card or its money ends. */
export const expiryWords = stems(
  "expir|lapse|valid (?:until|through|till)|runs? out|истека|истеч|истёк|срок (?:действия|годности)|действу[а-я]+ до|сгора|сгор[ия]т",
  "有効期限|失効|期限切れ|使用期限",
);

export const feeWords = stems("fees?(?![\\p{L}])|charges?(?![\\p{L}])|комисси|сбор(?![\\p{L}])|плат[аы] за", "手数料");

/** That a balance gives no money back. */
export const spendOnlyWords = stems(
  "only be (?:used|spent|redeemed)|not (?:be )?(?:redeem\\w*|exchang\\w*|refund\\w*) (?:for|as|in) (?:cash|money)|no cash (?:value|back)|non-?refundable|только потратить|не (?:обменива|возвраща|выда)[а-я]*",
  "現金(?:と|に|への)?(?:の)?(?:交換|換金|引き換え)|換金(?:は)?(?:でき|いたし)|払い戻し(?:は)?(?:でき|いたし)",
);

/** What has no place in a notice that a law demands. */
export const promotionWords = stems(
  "discount|sale(?![\\p{L}])|promo|bonus|coupon|special offer|% off|save \\d|free gift|buy now|скидк|акци[яию]|распродаж|бонус|купон|выгодн|спецпредлож|подарок при",
  "割引|セール|キャンペーン|特典|お得|クーポン|ポイント還元",
);

/** A first message dressed up as an answer. */
export const fakeReply = /^\s*(?:re|fwd?|aw|sv|wg|ответ|отв|на|пересл|返信|転送)\s*(?:\[\d+\])?\s*[:：]/iu;

/** A secret beside its name: `PIN: 1234`. */
export const secretWords = /(?<![\p{L}])(?:pin|пин(?:-?код)?|暗証番号|cvv|cvc)[\s:：=№#-]*\d{3,8}(?!\d)/iu;
