import { lineWords, type Node, type Tree } from '../../grammar/tree.ts';
import type { DistinctFinding } from '../finding/finding.ts';
import type { Report } from '../finding/report.ts';
import type { Severity } from '../rule/severity.ts';
import type { ViewAnalysis } from './analyse.ts';

/** A finding that is there only before, or only after. */
export interface FindingChange {
  readonly change: 'appears' | 'goes';
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The place in the new files; in the old ones for one that goes. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly root: string;
}

/** The findings of one side. */
interface LintedSide {
  readonly report: Report;
  /** The views of a root file, to see in which blocks findings stand. */
  views(root: string): readonly ViewAnalysis[];
}

/**
 * The findings that come and go. One stays where the same rule says the same of the same file, or something else of the same line of the same
 * block: line numbers do not count, nor do values. `renamed`: new paths of root files, and of files that hold them, by old ones; `blocks`: of new
 * root files, what their blocks are called by what they were called (`vrrp_instance VI_1`).
 */
export function compareFindings(
  before: LintedSide,
  after: LintedSide,
  renamed: ReadonlyMap<string, string>,
  blocks: ReadonlyMap<string, ReadonlyMap<string, string>>,
): readonly FindingChange[] {
  const newPath = (path: string): string => renamed.get(path) ?? path;
  const saying = pair(
    before.report.distinct,
    after.report.distinct,
    ({ rule, path, summary }) => JSON.stringify([rule, newPath(path), summary]),
    ({ rule, path, summary }) => JSON.stringify([rule, path, summary]),
  );
  // Only where something is left that may be the same finding in other words.
  if (saying.gone.length === 0 || saying.come.length === 0) return [...told(saying.come, 'appears'), ...told(saying.gone, 'goes')];
  const newName = (root: string, block: string): string => blocks.get(newPath(root))?.get(block) ?? block;
  const [oldPlaces, newPlaces] = [placesOf(saying.gone, before, newName), placesOf(saying.come, after, (_, block) => block)];
  const { gone, come } = pair(
    saying.gone,
    saying.come,
    (finding) => JSON.stringify([finding.rule, newPath(finding.root), oldPlaces(finding)]),
    (finding) => JSON.stringify([finding.rule, finding.root, newPlaces(finding)]),
  );
  return [...told(come, 'appears'), ...told(gone, 'goes')];
}

type Key = (finding: DistinctFinding) => string;

function pair(olds: readonly DistinctFinding[], news: readonly DistinctFinding[], oldKey: Key, newKey: Key) {
  const waiting = new Map<string, DistinctFinding[]>();
  for (const old of olds) {
    const same = waiting.get(oldKey(old));
    if (same) same.push(old);
    else waiting.set(oldKey(old), [old]);
  }
  const come = news.filter((now) => !waiting.get(newKey(now))?.shift());
  return { gone: [...waiting.values()].flat(), come };
}

function told(findings: readonly DistinctFinding[], change: FindingChange['change']): readonly FindingChange[] {
  return findings.map(({ rule, severity, summary, path, line, column, root }) => ({
    change,
    rule,
    severity,
    message: summary,
    path,
    line,
    column,
    root,
  }));
}

/** In which block each finding stands and at which keyword; the path alone where no view tells. */
function placesOf(findings: readonly DistinctFinding[], side: LintedSide, nameOf: (root: string, block: string) => string): Key {
  const wanted = new Set(findings.map(lineKey));
  const places = new Map<string, string>();
  for (const root of new Set(findings.map((finding) => finding.root))) {
    for (const { expansion, tree } of side.views(root)) {
      for (const { way, node } of placedNodes(tree, (block) => nameOf(root, block))) {
        const { source, offset } = expansion.origin(node.span.start);
        const key = lineKey({ path: source.holder?.path ?? source.path, line: source.at(offset).line });
        if (wanted.has(key) && !places.has(key)) places.set(key, way);
      }
    }
  }
  return (finding) => places.get(lineKey(finding)) ?? finding.path;
}

function lineKey({ path, line }: { readonly path: string; readonly line: number }): string {
  return `${line} ${path}`;
}

/** Every node with the way of blocks to it, by keyword and name. `nameOf`: what a root block is called by what stands there. */
function* placedNodes({ body }: Tree, nameOf: (block: string) => string): Generator<{ readonly way: string; readonly node: Node }> {
  const open: { readonly way: string; readonly node: Node }[] = body.map((node) => ({ way: nameOf(wordsOf(node)), node }));
  for (let next = open.pop(); next; next = open.pop()) {
    yield next;
    if (next.node.kind !== 'block') continue;
    for (const node of next.node.body) open.push({ way: `${next.way} > ${wordsOf(node)}`, node });
  }
}

/** Of a line its keyword, of a block its name as well. */
function wordsOf(node: Node): string {
  const words = lineWords(node).map(({ text }) => text);
  return (node.kind === 'block' ? words : words.slice(0, 1)).join(' ');
}
