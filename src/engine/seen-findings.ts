import type { Verdict } from '../daemon/verdict.ts';
import type { Finding } from '../finding/finding.ts';

/** A finding in one view of its root file. */
export interface SeenFinding {
  readonly finding: Finding;
  /** What keepalived's config test does about it in this view. */
  readonly verdict: Verdict;
}

/** How loud keepalived is about it. */
const LOUDNESS: Readonly<Record<Verdict, number>> = { silent: 0, logs: 0, reports: 1, refuses: 2 };

/** Whether the config test tells of it. */
export function isLoud({ verdict }: SeenFinding): boolean {
  return LOUDNESS[verdict] > 0;
}

/** Names one view of one root file. */
export function viewKey(root: string, configId: string | null): string {
  return JSON.stringify([root, configId]);
}

/** Findings by the view in which they hold. */
export function findingsByView(findings: readonly Finding[]): ReadonlyMap<string, readonly SeenFinding[]> {
  const byView = new Map<string, SeenFinding[]>();
  for (const finding of findings) {
    for (const [index, configId] of finding.views.entries()) {
      const key = viewKey(finding.root, configId);
      const seen = { finding, verdict: finding.verdicts[index] ?? 'silent' };
      const known = byView.get(key);
      if (known) known.push(seen);
      else byView.set(key, [seen]);
    }
  }
  return byView;
}

/**
 * The findings of one version that another does not have: nothing of the same rule stands at their place there, or keepalived is quieter about it.
 * Both are of one view of the same text, so that equal findings have equal places; their messages may name the version.
 */
export function findingsBeyond(findings: readonly SeenFinding[], others: readonly SeenFinding[]): readonly SeenFinding[] {
  const loudest = new Map<string, number>();
  for (const { finding, verdict } of others) {
    const key = placeKey(finding);
    loudest.set(key, Math.max(loudest.get(key) ?? 0, LOUDNESS[verdict]));
  }
  return findings.filter(({ finding, verdict }) => {
    const other = loudest.get(placeKey(finding));
    return other === undefined || other < LOUDNESS[verdict];
  });
}

function placeKey({ rule, path, line, column }: Finding): string {
  return JSON.stringify([rule, path, line, column]);
}
