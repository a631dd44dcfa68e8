/**
 * A text or call that sells may come from 8 in the morning to 9 in the evening of whoever gets it (47 CFR 64.1200(c)(1)).
 * An issuer's own hours lie within; the usual ones keep to the narrower windows of Florida, Oklahoma and others.
 */
export const EARLIEST_HOUR = 8;
export const LATEST_HOUR = 21;
