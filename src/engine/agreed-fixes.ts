import type { Expansion } from '../../grammar/expand/expansion.ts';
import { nodeName } from '../cluster/cluster.ts';
import type { Finding } from '../finding/finding.ts';
import { type Edit, type FindingFix, fixKey } from '../finding/fix.ts';
import type { LintedFile } from '../finding/report.ts';
import type { Filter } from './filter.ts';

interface Readers {
  /** The root files that read a file. */
  readersOf(path: string): Iterable<string>;
  readonly files: readonly LintedFile[];
  /** The views of a root file once more. */
  expansionsOf(root: string): Iterable<Expansion>;
}

/** A fix, and the nodes for which it was proposed. */
interface Proposal {
  readonly fix: FindingFix;
  readonly nodes: Set<string>;
  isRefused: boolean;
}

/**
 * Keeps fixes only where all views that read the text want the same: what is right for one node may be wrong for another one that reads the same
 * lines. Findings stay as they are otherwise.
 */
export function agreedFixes(readers: Readers): Filter {
  return (findings) => {
    const proposals = new Map<string, Proposal>();
    for (const { root, views, fix } of findings) {
      if (fix === null) continue;
      const key = fixKey(fix);
      const proposal = proposals.get(key) ?? { fix, nodes: new Set(), isRefused: false };
      proposals.set(key, proposal);
      for (const view of views) proposal.nodes.add(nodeName(root, view));
    }
    if (proposals.size === 0) return findings;
    refuse([...proposals.values()], readers);
    return findings.map((finding) => (finding.fix && proposals.get(fixKey(finding.fix))?.isRefused ? without(finding) : finding));
  };
}

function without(finding: Finding): Finding {
  return { ...finding, fix: null };
}

/** Refuses those whose text is read by a node for which they were not proposed. */
function refuse(proposals: readonly Proposal[], { readersOf, files, expansionsOf }: Readers): void {
  const views = new Map(files.map((file) => [file.path, file.views]));
  const doubtful = new Map<string, Set<Proposal>>();
  for (const proposal of proposals) {
    for (const path of new Set(proposal.fix.edits.map((edit) => edit.path))) {
      for (const root of readersOf(path)) {
        if ((views.get(root) ?? []).every((view) => proposal.nodes.has(nodeName(root, view)))) continue;
        const known = doubtful.get(root) ?? new Set();
        doubtful.set(root, known.add(proposal));
      }
    }
  }
  for (const [root, all] of doubtful) {
    for (const expansion of expansionsOf(root)) {
      const node = nodeName(root, expansion.configId);
      const open = [...all].filter(({ nodes, isRefused }) => !isRefused && !nodes.has(node));
      if (open.length === 0) continue;
      const lines = linesRead(expansion);
      for (const proposal of open) {
        proposal.isRefused = proposal.fix.edits.some((edit) => isRead(lines.get(edit.path), edit));
      }
    }
  }
}

function isRead(lines: ReadonlySet<number> | undefined, { line: first, endLine, endColumn }: Edit): boolean {
  if (!lines) return false;
  // Of the line behind lines that are taken away, nothing is.
  const last = endLine > first && endColumn === 1 ? endLine - 1 : endLine;
  for (let line = first; line <= last; line++) if (lines.has(line)) return true;
  return false;
}

/** The lines of files of which a view reads anything. */
function linesRead({ text, origin }: Expansion): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  for (const { 0: match, index } of text.matchAll(/^[ \t]*\S/gm)) {
    const { source, offset } = origin(index + match.length - 1);
    const known = lines.get(source.path) ?? new Set();
    lines.set(source.path, known.add(source.at(offset).line));
  }
  return lines;
}
