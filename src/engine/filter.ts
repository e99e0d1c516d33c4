import type { Finding } from '../finding/finding.ts';

/** Decides about findings between the rules and the report: what nobody asked about is left out. They come sorted, with secrets masked, and are to stay so. */
export type Filter = (findings: readonly Finding[]) => readonly Finding[];
