import files from "./fonts.json";

const fallbacks = files.map(({ family }) => family);

/** Times, which every reader of PDF has; a letter it does not know comes from the first of the others that does. */
export const roman: string[] = ["Times-Roman", ...fallbacks];
export const bold: string[] = ["Times-Bold", ...fallbacks];
