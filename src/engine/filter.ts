import type { Finding } from '../finding/finding.ts';

/**
 * Decides about findings between the rules and the report: suppressions in comments, a baseline. Secrets are not masked yet, and findings come
 * in no order.
 */
export type Filter = (findings: readonly Finding[]) => readonly Finding[];
