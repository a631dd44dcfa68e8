import { businessModels, issuerTypes, media, transactionKinds } from "@/lib/cards/constants";
import type { Entity } from "./constants";

export type FieldType =
  | "text"
  | "code"
  | "date"
  | "lastDay"
  | "birthDate"
  | "instant"
  | "amount"
  | "days"
  | "yesNo"
  | "choice"
  | "currency"
  | "email"
  | "state"
  | "country"
  | "timeZone";

export type Field = {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly required?: true;
  /** Holds a code of that entity; a row whose code is not known is kept aside. */
  readonly refersTo?: Entity;
  readonly choices?: readonly string[];
  /** A last day that may be written as a month alone, as on a card: it is the last of that month. */
  readonly mayBeMonth?: true;
  /** Names of the column as they are met in files, in lower case without signs. */
  readonly headers: readonly string[];
  readonly help?: string;
};

export type EntityDefinition = {
  readonly entity: Entity;
  readonly label: string;
  readonly plural: string;
  /** The field that names a row in the source. */
  readonly key: string;
  readonly fileNames: readonly string[];
  readonly fields: readonly Field[];
};

const currencyHeaders = ["currency", "currencycode", "ccy", "валюта", "通貨"];
/** In any other file `id` and `uuid` are those of its own rows. */
const cardHeaders = [
  "gcuuid",
  "cardid",
  "carduuid",
  "cardnumber",
  "cardno",
  "card",
  "giftcardnumber",
  "id",
  "uuid",
  "номеркарты",
  "карта",
  "カード番号",
];

const yesNo = (name: string, label: string, headers: string[], help?: string): Field => ({
  name,
  label,
  type: "yesNo",
  headers,
  ...(help ? { help } : {}),
});

/** The one table from which the mapping screen, mapping files, the row parser and the loader take what a row may hold. */
export const entityDefinitions = {
  merchant: {
    entity: "merchant",
    label: "Merchant",
    plural: "Merchants",
    key: "code",
    fileNames: ["merchant", "store", "shop", "retailer"],
    fields: [
      {
        name: "code",
        label: "Merchant code",
        type: "code",
        required: true,
        headers: [
          "merchantcode",
          "merchantid",
          "code",
          "id",
          "storeid",
          "storecode",
          "merchant",
          "кодмагазина",
          "магазин",
          "加盟店コード",
        ],
      },
      {
        name: "name",
        label: "Name",
        type: "text",
        required: true,
        headers: ["merchantname", "name", "storename", "название", "наименование", "加盟店名", "名称"],
      },
      {
        name: "mcc",
        label: "Merchant category code",
        type: "code",
        headers: ["mcc", "merchantcategorycode"],
        help: "Four digits of ISO 18245.",
      },
      { name: "bcc", label: "Bank's own category", type: "text", headers: ["bcc", "bankcategory"] },
    ],
  },
  brand: {
    entity: "brand",
    label: "Brand",
    plural: "Brands",
    key: "code",
    fileNames: ["brand"],
    fields: [
      {
        name: "code",
        label: "Brand code",
        type: "code",
        required: true,
        headers: ["brandcode", "brandid", "code", "id", "brand"],
      },
      { name: "name", label: "Name", type: "text", required: true, headers: ["brandname", "name"] },
    ],
  },
  card_type: {
    entity: "card_type",
    label: "Card type",
    plural: "Card types",
    key: "code",
    fileNames: ["cardtype", "giftcardtype", "product", "programme", "program"],
    fields: [
      {
        name: "code",
        label: "Type code",
        type: "code",
        required: true,
        headers: ["gctypecode", "cardtypecode", "cardtype", "typecode", "typeid", "code", "id", "productcode", "sku"],
      },
      {
        name: "name",
        label: "Name",
        type: "text",
        required: true,
        headers: ["gcname", "name", "typename", "cardname", "productname", "cardtypename"],
      },
      { name: "brand", label: "Brand", type: "code", refersTo: "brand", headers: ["brand", "brandcode", "brandid"] },
      {
        name: "merchant",
        label: "Issuing merchant",
        type: "code",
        refersTo: "merchant",
        headers: ["gcmerchantcode", "merchantcode", "merchantid", "merchant"],
      },
      {
        name: "businessModel",
        label: "Business model",
        type: "choice",
        choices: businessModels,
        headers: ["businessmodel", "model", "loop", "looptype", "type", "gcbusinessmodel"],
      },
      { name: "category", label: "Category", type: "text", headers: ["gccategory", "category", "категория"] },
      {
        name: "medium",
        label: "Medium",
        type: "choice",
        choices: media,
        headers: ["medium", "format", "delivery", "cardmedium"],
      },
      {
        name: "currency",
        label: "Currency",
        type: "currency",
        headers: currencyHeaders,
        help: "The issuer's own where no column says.",
      },
      {
        name: "validityDays",
        label: "Card valid for (days)",
        type: "days",
        headers: ["gcvaliditydays", "validitydays", "validity", "daysvalid"],
      },
      {
        name: "fundsValidityDays",
        label: "Funds valid for (days)",
        type: "days",
        headers: ["fundsvaliditydays", "fundsvalidity"],
      },
      yesNo("reloadable", "Reloadable", ["gcreloadable", "reloadable", "isreloadable"]),
      yesNo("hasExpiry", "Card expires", ["hasexpiry", "expires", "cardexpires"]),
      yesNo("fundsExpire", "Funds expire", ["gcfundsexpire", "fundsexpire"]),
      yesNo("hasFees", "Has fees", ["hasfees", "fees"]),
      yesNo("cashRedeemable", "Redeemable for cash", ["cashredeemable", "cashable"]),
      yesNo("promotional", "Promotional", ["promotional", "promo", "ispromotional"]),
      { name: "issuerType", label: "Issuer's kind", type: "choice", choices: issuerTypes, headers: ["issuertype"] },
    ],
  },
  customer: {
    entity: "customer",
    label: "Customer",
    plural: "Customers",
    key: "id",
    fileNames: ["customer", "client", "holder", "member", "клиент"],
    fields: [
      {
        name: "id",
        label: "Customer id",
        type: "code",
        required: true,
        headers: [
          "custid",
          "customerid",
          "customer",
          "id",
          "uuid",
          "clientid",
          "memberid",
          "клиент",
          "顧客id",
          "会員番号",
        ],
      },
      {
        name: "name",
        label: "Name",
        type: "text",
        headers: ["custname", "customername", "name", "fullname", "имя", "фио", "氏名", "名前"],
      },
      {
        name: "address",
        label: "Street address",
        type: "text",
        headers: ["address", "addressline", "addressline1", "street", "адрес", "住所"],
      },
      { name: "city", label: "City", type: "text", headers: ["custcity", "city", "town", "город", "市区町村"] },
      {
        name: "zip",
        label: "Post code",
        type: "code",
        headers: ["custzipcode", "zip", "zipcode", "postcode", "postalcode", "индекс", "郵便番号"],
      },
      {
        name: "state",
        label: "US state",
        type: "state",
        headers: ["state", "province", "custstate", "statecode"],
        help: "Two letters or the full name.",
      },
      {
        name: "country",
        label: "Country",
        type: "country",
        headers: ["country", "countrycode", "custcountry", "страна", "国"],
        help: "Two letters of ISO 3166.",
      },
      {
        name: "birthDate",
        label: "Date of birth",
        type: "birthDate",
        headers: ["custdob", "dob", "birthdate", "dateofbirth", "birthday", "датарождения", "生年月日"],
      },
      {
        name: "registeredOn",
        label: "Registered on",
        type: "date",
        headers: [
          "custregistrationdate",
          "registrationdate",
          "registeredon",
          "createdat",
          "joined",
          "датарегистрации",
          "登録日",
        ],
      },
      {
        name: "email",
        label: "E-mail",
        type: "email",
        headers: ["custemail", "email", "mail", "emailaddress", "почта", "メール"],
      },
      {
        name: "phone",
        label: "Telephone",
        type: "text",
        headers: ["custphone", "phone", "phonenumber", "telephone", "mobile", "телефон", "電話番号"],
      },
      { name: "language", label: "Language", type: "code", headers: ["language", "lang", "locale", "язык", "言語"] },
      { name: "timeZone", label: "Time zone", type: "timeZone", headers: ["timezone", "tz"] },
      yesNo(
        "consentEmail",
        "May be written to",
        ["consentemail", "emailconsent", "emailoptin"],
        "Empty: never asked, which is not a yes.",
      ),
      yesNo("consentSms", "May be texted", ["consentsms", "smsconsent", "smsoptin"]),
    ],
  },
  card: {
    entity: "card",
    label: "Card",
    plural: "Cards",
    key: "id",
    fileNames: ["card", "giftcard"],
    fields: [
      {
        name: "id",
        label: "Card id",
        type: "code",
        required: true,
        headers: cardHeaders,
      },
      {
        name: "cardType",
        label: "Card type",
        type: "code",
        required: true,
        refersTo: "card_type",
        headers: [
          "gctypecode",
          "cardtypecode",
          "cardtype",
          "typecode",
          "type",
          "productcode",
          "sku",
          "gccode",
          "типкарты",
        ],
      },
      {
        name: "customer",
        label: "Holder",
        type: "code",
        refersTo: "customer",
        headers: [
          "custid",
          "customerid",
          "customer",
          "holder",
          "holderid",
          "clientid",
          "memberid",
          "клиент",
          "держатель",
        ],
        help: "Empty: an anonymous holder.",
      },
      {
        name: "faceValue",
        label: "Face value",
        type: "amount",
        headers: [
          "gcoriginalvalue",
          "originalvalue",
          "facevalue",
          "value",
          "amount",
          "initialbalance",
          "номинал",
          "額面",
        ],
      },
      {
        name: "currency",
        label: "Currency",
        type: "currency",
        headers: currencyHeaders,
        help: "Checked against the card type.",
      },
      {
        name: "soldOn",
        label: "Sold on",
        type: "date",
        headers: [
          "gcissuedate",
          "issuedate",
          "issuedon",
          "soldon",
          "saledate",
          "purchasedate",
          "activatedon",
          "activationdate",
          "sold",
          "issued",
          "activated",
          "датапродажи",
          "датавыпуска",
          "販売日",
          "発行日",
        ],
        help: "Without it, the day of the card's first sale.",
      },
      {
        name: "expiresOn",
        label: "Card expires on",
        type: "lastDay",
        mayBeMonth: true,
        headers: [
          "gcexpirydate",
          "expirydate",
          "expirationdate",
          "expireson",
          "expiry",
          "validuntil",
          "validto",
          "expires",
          "срокдействия",
          "有効期限",
        ],
        help: "Empty: sale plus the type's validity, or never.",
      },
      {
        name: "fundsExpireOn",
        label: "Funds expire on",
        type: "lastDay",
        mayBeMonth: true,
        headers: ["fundsexpirydate", "fundsexpireon", "fundsexpiry"],
        help: "Empty: never, unless the type's funds expire.",
      },
      {
        name: "escheatOn",
        label: "Escheats on",
        type: "lastDay",
        // The first is of our own files, where "Escheat date" is the law's.
        headers: ["escheatdategivenbythesource", "escheaton", "escheatdate", "escheatmentdate"],
        help: "Shown beside the day by the rules, and used where they leave it open.",
      },
      {
        name: "merchant",
        label: "Sold by",
        type: "code",
        refersTo: "merchant",
        headers: ["merchantcode", "merchantid", "merchant", "soldat", "storeid", "store"],
        help: "Without it, the merchant of the card's first sale.",
      },
    ],
  },
  card_transaction: {
    entity: "card_transaction",
    label: "Card transaction",
    plural: "Card transactions",
    key: "id",
    fileNames: ["transaction", "tran", "event", "ledger", "redemption", "операци", "取引"],
    fields: [
      {
        name: "id",
        label: "Transaction id",
        type: "code",
        required: true,
        headers: [
          "tranid",
          "transactionid",
          "txnid",
          "txid",
          "id",
          "eventid",
          "transaction",
          "номероперации",
          "取引番号",
          "取引id",
        ],
      },
      {
        name: "card",
        label: "Card",
        type: "code",
        required: true,
        refersTo: "card",
        headers: cardHeaders.filter((name) => name !== "id" && name !== "uuid"),
      },
      {
        name: "customer",
        label: "Holder",
        type: "code",
        refersTo: "customer",
        headers: ["custid", "customerid", "customer", "holder", "клиент"],
        help: "Checked against the card's holder.",
      },
      {
        name: "cardType",
        label: "Card type",
        type: "code",
        refersTo: "card_type",
        headers: ["gctypecode", "cardtypecode", "cardtype", "gccode", "typecode"],
        help: "Checked against the card.",
      },
      {
        name: "merchant",
        label: "Merchant",
        type: "code",
        refersTo: "merchant",
        headers: ["merchantcode", "merchantid", "merchant", "store", "storeid", "магазин", "加盟店コード"],
      },
      {
        name: "kind",
        label: "Kind",
        type: "choice",
        required: true,
        choices: transactionKinds,
        headers: ["trantype", "transactiontype", "type", "kind", "eventtype", "операция", "типоперации", "取引種別"],
      },
      {
        name: "amount",
        label: "Amount",
        type: "amount",
        headers: ["tranvalue", "amount", "value", "transactionamount", "sum", "сумма", "金額"],
        help: "Positive, as named by the kind. Transfers and adjustments carry their sign.",
      },
      {
        name: "occurredAt",
        label: "Happened on",
        type: "instant",
        required: true,
        headers: [
          "trandate",
          "transactiondate",
          "date",
          "datetime",
          "timestamp",
          "occurredat",
          "time",
          "дата",
          "取引日",
          "取引日時",
        ],
      },
      {
        name: "currency",
        label: "Currency",
        type: "currency",
        headers: currencyHeaders,
        help: "Checked against the card type.",
      },
      {
        name: "purchaseTotal",
        label: "Whole purchase",
        type: "amount",
        headers: ["purchasetotal", "baskettotal", "ordertotal", "totalpurchase"],
      },
      {
        name: "corrects",
        label: "Corrects",
        type: "code",
        headers: ["corrects", "originalid", "originaltransactionid", "voids", "reversalof"],
        help: "Id of the transaction that a void takes back.",
      },
    ],
  },
} as const satisfies Record<Entity, EntityDefinition>;

export const definitionOf = (entity: Entity): EntityDefinition => entityDefinitions[entity];

export function fieldOf(entity: Entity, name: string): Field | undefined {
  return definitionOf(entity).fields.find((field) => field.name === name);
}
