/** What a report is for. The words of each file format are looked up from these. */
export const reportTypes = [
  "annual",
  "no-remittance",
  "initial",
  "final",
  "supplemental",
  "audit",
  "reciprocal",
  "voluntary-disclosure",
  "test",
] as const;
export type ReportType = (typeof reportTypes)[number];

export const paymentTypes = [
  "online",
  "check",
  "wire",
  "ach-credit",
  "ach-debit",
  "interagency",
  "e-check",
  "other",
] as const;
export type PaymentType = (typeof paymentTypes)[number];

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * How an owner is related to property: NAUPA III has 31 codes; NAUPA II (26 September 2013) lacks PC and LA and has BF
 * and JS besides. The formats' documents give the meanings; for a gift card it is SO, sole owner, or UN, unknown.
 */
export const naupa3Relationships = words(
  "AD AG AF AN CP CN CF DF ES EX FB GR HE IN JT TC JE PC OR OT PD PA PO RE SO TE UG UT UN UF LA",
);
export const naupa2Relationships = words(
  "AD AG AF AN BF CP CN CF DF ES EX FB GR HE IN JT JS TC JE OR OT PD PA PO RE SO TE UG UT UN UF",
);

/**
 * States, territories, forces' addresses and Canadian provinces of NAUPA III's StateCodeType. Arkansas is missing from
 * the published list in both editions (their fault, see `arkansas`), so it is kept apart.
 */
export const naupa3States = words(`
  AL AK AZ CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI
  SC SD TN TX UT VT VA WA WV WI WY AS GU MH FM MP PW PR VI AA AE AP FO NA AB BC MB NB NL NS ON PE QC SK YT NU NT`);
export const arkansas = "AR";

/** Countries of NAUPA III's CountryCodeType: ISO 3166-1 alpha-3 with GER beside DEU and UNK. */
export const naupa3Countries = words(`
  AFG ALB DZA ASM AND AGO AIA ATA ATG ARG ARM ABW AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BMU BTN BOL BES BIH BWA
  BVT BRA IOT BRN BGR BFA BDI CPV KHM CMR CAN CYM CAF TCD CHL CHN CXR CCK COL COM COD COG COK CRI HRV CUB CUW CYP CZE
  CIV DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FLK FRO FJI FIN FRA GUF PYF ATF GAB GMB GEO DEU GER GHA GIB GRC
  GRL GRD GLP GUM GTM GGY GIN GNB GUY HTI HMD VAT HND HKG HUN ISL IND IDN IRN IRQ IRL IMN ISR ITA JAM JPN JEY JOR KAZ
  KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MAC MDG MWI MYS MDV MLI MLT MHL MTQ MRT MUS MYT MEX FSM
  MDA MCO MNG MNE MSR MAR MOZ MMR NAM NRU NPL NLD NCL NZL NIC NER NGA NIU NFK MNP NOR OMN PAK PLW PSE PAN PNG PRY PER
  PHL PCN POL PRT PRI QAT MKD ROU RUS RWA REU BLM SHN KNA LCA MAF SPM VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SXM SVK
  SVN SLB SOM ZAF SGS SSD ESP LKA SDN SUR SJM SWE CHE SYR TWN TJK TZA THA TLS TGO TKL TON TTO TUN TUR TKM TCA TUV UGA
  UKR ARE GBR UNK UMI USA URY UZB VUT VEN VNM VGB VIR WLF ESH YEM ZMB ZWE ALA`);
