import type { Finding } from '../finding/finding.ts';
import { keyFor, sortedKeys, splitKey } from '../finding/finding-key.ts';
import type { BaselineOutcome } from '../finding/report.ts';
import { pairMovedRoots } from './moved-roots.ts';
import { INTERNAL_ERROR } from './rule-run.ts';

/** Findings that were there when somebody began to use kvlint, and that are not told again. */
export interface Baseline {
  /** Keys of findings ({@link Finding.key}). What is no key counts for nothing. */
  readonly keys: readonly string[];
  /** Root files that the keys name and that exist no more: they may have been moved. None where left out. */
  readonly gone?: readonly string[];
  /** Whether everything that is found is taken into it, and so suppressed. */
  readonly takesAll?: boolean;
}

/** What a run looked at: what it did not find is gone. */
export interface Coverage {
  readonly roots: ReadonlySet<string>;
  /** Whether a rule has had its say about a root file, and about all of it. `isWhole`: the run has looked at all root files of the baseline. */
  isDecided(rule: string, root: string, isWhole: boolean): boolean;
}

interface Entry {
  readonly key: string;
  readonly rule: string;
  readonly root: string;
  /** The key that counts now: of the root file's new path where it has been moved. */
  readonly now: string;
}

/** A baseline held against what was found. Comments come first: what they suppress needs no baseline. */
export class AppliedBaseline {
  readonly #entries: readonly Entry[];
  readonly #stale: readonly Entry[];
  readonly #covered: ReadonlySet<string>;
  readonly #takesAll: boolean;

  constructor({ keys, gone = [], takesAll = false }: Baseline, findings: readonly Finding[], coverage: Coverage) {
    this.#takesAll = takesAll;
    const open = new Set(findings.flatMap((finding) => (finding.suppressed ? [] : [finding.key])));
    const parts = [...new Set(keys)].flatMap((key) => {
      const split = splitKey(key);
      return split ? [{ key, ...split }] : [];
    });
    const missing = new Set(gone.filter((root) => !coverage.roots.has(root)));
    const named = new Set(parts.map(({ root }) => root));
    const newcomers = new Set([...coverage.roots].filter((root) => !named.has(root)));
    const moved = pairMovedRoots(
      parts.filter(({ root }) => missing.has(root)),
      findings.filter(({ root }) => newcomers.has(root)).flatMap(({ key }) => splitKey(key) ?? []),
    );
    const isWhole = [...named].every((root) => missing.has(root) || coverage.roots.has(root));
    this.#entries = parts.map(({ key, rule, root, rest }) => {
      const target = moved.get(root);
      return { key, rule, root: target ?? root, now: target === undefined ? key : keyFor(target, { rule, rest }) };
    });
    this.#covered = new Set(this.#entries.map(({ now }) => now));
    this.#stale = this.#entries.filter(({ now, rule, root }) => {
      if (open.has(now)) return false;
      return missing.has(root) ? isWhole : coverage.roots.has(root) && coverage.isDecided(rule, root, isWhole);
    });
  }

  /** Marks what the baseline lists. */
  mark(findings: readonly Finding[]): readonly Finding[] {
    return findings.map((finding) => (isOpen(finding) && this.#covered.has(finding.key) ? suppressed(finding) : finding));
  }

  /** What is left of the findings after all filters, and what the baseline holds then. */
  finish(findings: readonly Finding[]): { readonly findings: readonly Finding[]; readonly outcome: BaselineOutcome } {
    const taken = this.#takesAll ? findings.map((finding) => (isOpen(finding) ? suppressed(finding) : finding)) : findings;
    const stale = new Set(this.#stale);
    const kept = new Set(this.#entries.filter((entry) => !stale.has(entry)).map(({ now }) => now));
    const after = new Set([...kept, ...taken.filter(({ suppressed }) => suppressed?.by === 'baseline').map(({ key }) => key)]);
    return {
      findings: taken,
      outcome: {
        keys: sortedKeys(after),
        stale: sortedKeys(this.#stale.map(({ key }) => key)),
        added: [...after].filter((key) => !this.#covered.has(key)).length,
      },
    };
  }
}

/** Whether a baseline may take it in: neither a fault of kvlint, nor what stands for any number of findings. */
function isOpen({ suppressed, rule, standsFor }: Finding): boolean {
  return !suppressed && rule !== INTERNAL_ERROR && standsFor === undefined;
}

function suppressed(finding: Finding): Finding {
  return { ...finding, suppressed: { by: 'baseline', reason: null } };
}
