import type { Change, Value } from '../comparison/change.ts';
import { compareConfigurations } from '../comparison/compare-configurations.ts';
import { redactorOf } from '../secrets/gather-secrets.ts';
import type { ViewAnalysis } from './analyse.ts';

/** What is different in what two views run, without their secrets. `node` names both; null: there is no such view on that side. */
export function changesBetween(node: string, before: ViewAnalysis | null, after: ViewAnalysis | null): readonly Change[] {
  const changes = compareConfigurations(node, before?.configuration ?? null, after?.configuration ?? null);
  if (changes.length === 0) return changes;
  const redactors = [before, after].flatMap((view) => (view ? [redactorOf(view.expansion, view.tree)] : []));
  const mask = (text: string): string => redactors.reduce((masked, redactor) => redactor.mask(masked, false), text);
  const maskValue = (value: Value | null): Value | null => (typeof value === 'string' ? mask(value) : value);
  return changes.map((change) => ({
    ...change,
    subject: mask(change.subject),
    before: maskValue(change.before),
    after: maskValue(change.after),
    ...(change.consequence !== undefined && {
      consequence: redactors.reduce((masked, redactor) => redactor.maskMessage(masked), change.consequence),
    }),
  }));
}
