/** Invented holders. E-mail and telephone use names and numbers reserved for examples: nobody can be reached by them. */
export const latin = {
  first:
    "Ada Grace Noah Liam Olivia Emma Ava Mia Lucas Ethan Zoë José Chloë Łukasz Siobhán Renée Mateo Inés Björn Aaliyah Marcus Priya Wei Fatima Omar Hannah Tobias Élodie Caleb Naomi Ruth Isaac Leila Hugo Nora Felix Ivy Owen Clara Theo",
  last: "Abbott Baptiste Castillo Delacroix Eriksen Fitzgerald García Hargrove Ibarra Jansen Kowalska Lindqvist MacLeod Nguyễn O'Brien Petrov Quigley Rosenberg Silva Thompson Underwood Valdés Whitfield Xu Yamada Zimmermann Ångström Müller Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas",
} as const;

/** Russian surnames agree with the first name's gender: men's at even places, women's at odd. */
export const cyrillic = {
  first:
    "Александр Анна Дмитрий Екатерина Иван Мария Сергей Ольга Михаил Татьяна Алексей Наталья Николай Елена Павел Юлия",
  last: "Смирнов Смирнова Иванов Иванова Кузнецов Кузнецова Соколов Соколова Попов Попова Лебедев Лебедева Козлов Козлова Новиков Новикова",
} as const;

export const japanese = {
  first: "美咲 翔太 陽菜 大輝 結衣 健太 さくら 拓海 愛 直樹 葵 悠斗 千尋 涼 真由美 一郎",
  last: "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 松本 井上 木村",
} as const;

export const streets = "Maple Harbor Cedar Union Lakeview Prospect Chestnut Franklin Orchard Juniper Main Highland";
export const cities = "Fairview Ashford Millbrook Kingsport Lakeside Brookhaven Riverton Easton Newbury Stonebridge";

/** Postal code, relative number of people, first three digits of a zip, time zone (E C M P A H). */
export const states =
  "AL 50 352 C|AK 7 995 A|AZ 74 850 M|AR 30 722 C|CA 390 900 P|CO 58 802 M|CT 36 061 E|DE 10 198 E|DC 7 200 E|FL 226 331 E|GA 110 303 E|HI 14 968 H|ID 20 837 M|IL 125 606 C|IN 68 462 E|IA 32 503 C|KS 29 672 C|KY 45 402 E|LA 46 701 C|ME 14 041 E|MD 62 212 E|MA 70 021 E|MI 100 482 E|MN 57 554 C|MS 29 392 C|MO 62 631 C|MT 11 591 M|NE 20 681 C|NV 32 891 P|NH 14 031 E|NJ 93 071 E|NM 21 871 M|NY 196 100 E|NC 108 276 E|ND 8 581 C|OH 118 432 E|OK 41 731 C|OR 42 972 P|PA 130 191 E|RI 11 029 E|SC 54 292 E|SD 9 571 C|TN 71 372 C|TX 305 770 C|UT 34 841 M|VT 6 054 E|VA 87 232 E|WA 78 981 P|WV 18 253 E|WI 59 532 C|WY 6 820 M";

export const stateZones: Readonly<Record<string, string>> = {
  E: "America/New_York",
  C: "America/Chicago",
  M: "America/Denver",
  P: "America/Los_Angeles",
  A: "America/Anchorage",
  H: "Pacific/Honolulu",
};

export const countries =
  "CA 60 America/Toronto|GB 40 Europe/London|DE 25 Europe/Berlin|FR 25 Europe/Paris|JP 45 Asia/Tokyo|KW 10 Asia/Kuwait|KZ 12 Asia/Almaty|MX 35 America/Mexico_City";

/** Years of dormancy where the law claims an ordinary card, for the escheat date a card is sold with. */
export const dormancyYears: Readonly<Record<string, number>> = {
  "US-AL": 3,
  "US-AK": 3,
  "US-LA": 3,
  "US-MT": 3,
  "US-SD": 3,
  "US-WV": 3,
  "US-CO": 5,
  "US-DC": 5,
  "US-DE": 5,
  "US-GA": 5,
  "US-MO": 5,
  "US-NJ": 5,
  "US-NM": 5,
  "US-NY": 5,
};
/** No address: the state of incorporation, Delaware. */
export const DORMANCY_WITHOUT_ADDRESS = 5;

export const ageSegments = [
  { name: "under 25", fromAge: 0, toAge: 24 },
  { name: "25–34", fromAge: 25, toAge: 34 },
  { name: "35–49", fromAge: 35, toAge: 49 },
  { name: "50–64", fromAge: 50, toAge: 64 },
  { name: "65+", fromAge: 65, toAge: null },
] as const;
