export const NEXT: string;
