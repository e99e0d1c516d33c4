import type { Finding } from '../../src/finding/finding.ts';
import { type LintTextOptions, lintText } from './lint-text.ts';

/** What one rule says of a text. */
export function findingsOf(rule: string, text: string, options?: LintTextOptions): readonly Finding[] {
  return lintText(text, options).findings.filter((finding) => finding.rule === rule);
}

/** The lines of its related places, with what is said of them. */
export function relatedTo({ related }: Pick<Finding, 'related'>): string[] {
  return related.map(({ line, message }) => `${line}: ${message}`);
}
