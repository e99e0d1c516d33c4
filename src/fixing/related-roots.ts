import { groupViews } from '../cluster/group.ts';
import { groupBy, partsBy } from '../cluster/sets.ts';
import { type Traits, traitsOf } from '../cluster/traits.ts';
import { type LintOptions, LintRun } from '../engine/lint.ts';
import type { Reader, Root } from '../engine/reader.ts';
import type { Report } from '../finding/report.ts';

/** What is found in some root files, and which of them have to do with each other: those that read the same file, and the nodes of a cluster. */
export interface Look {
  readonly report: Report;
  readonly parts: readonly (readonly Root[])[];
}

/** Lints root files. Throws `UnreadableRootError` for one that cannot be read. */
export function lookAt(roots: readonly Root[], reader: Reader, options: LintOptions): Look {
  const run = new LintRun(reader, options);
  const keys = new Map<Root, Set<string>>();
  const traits: Traits[] = [];
  const rootOfView: Root[] = [];
  for (const root of roots) {
    const own = new Set([`file ${root.path}`]);
    keys.set(root, own);
    for (const { expansion, configuration, kind } of run.lintRoot(root)) {
      for (const { path } of expansion.sources) own.add(`file ${path}`);
      if (kind !== 'configuration') continue;
      traits.push(traitsOf(configuration));
      rootOfView.push(root);
    }
  }
  const { clusters } = options;
  if (clusters !== false) {
    for (const [index, { members }] of groupViews(traits, clusters ?? []).groups.entries())
      for (const root of groupBy(members, (member) => rootOfView[member]).keys()) if (root) keys.get(root)?.add(`cluster ${index}`);
  }
  return { report: run.report(), parts: partsBy(roots, (root) => keys.get(root) ?? []) };
}
