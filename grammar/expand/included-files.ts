import type { Source } from '../source.ts';
import type { Version } from '../version.ts';
import type { Origin } from './expansion.ts';
import type { Files } from './files.ts';
import type { Frame } from './frame.ts';
import { alternatives, hasWildcard, type IncludeLine, knowsForm } from './include.ts';
import { LIMITS } from './limits.ts';
import { generatedBy } from './line-text.ts';
import type { MappedText } from './mapped-text.ts';
import type { Problems } from './problems.ts';
import { originOf } from './substitute.ts';

export interface IncludedFile {
  readonly path: string;
  readonly source: Source;
}

/** Finds the files of include lines, and reports what keeps them from being read. */
export class IncludedFiles {
  /** How many files have been included so far. */
  #count = 0;

  constructor(
    private readonly files: Files,
    private readonly version: Version,
    private readonly problems: Problems,
  ) {}

  /** The files of an include line, in the order in which they are read. `from`: the file that relative names count from. */
  filesOf(
    line: MappedText,
    include: IncludeLine,
    before: 'condition' | 'brace' | null,
    from: Source,
    reader: Frame | null,
  ): IncludedFile[] {
    const { form, pattern } = include;
    const at = originOf(line, 0, line.length);
    if (pattern === '' || !knowsForm(form, this.version)) {
      this.problems.add({ kind: 'include-malformed', at, data: { form } });
      return [];
    }
    const readTwice = before ?? generatedBy(line);
    if (readTwice) this.problems.add({ kind: 'include-read-twice', at, data: { pattern, from: readTwice } });
    const patternAt = originOf(line, include.patternStart, include.patternStart + pattern.length);
    if (/["'\s]|\}$/.test(pattern.replace(/\{[^{}]*\}/g, ''))) {
      this.problems.add({ kind: 'include-quoted', at: patternAt, data: { pattern } });
    }
    const patterns = alternatives(pattern, LIMITS['include-alternatives']);
    if (!patterns) {
      const data = { what: 'include-alternatives', limit: LIMITS['include-alternatives'] } as const;
      this.problems.add({ kind: 'limit', at: patternAt, data });
      return [];
    }
    return patterns.flatMap((one) => this.#matches(one, patterns.length > 1 ? one : null, include, patternAt, from, reader));
  }

  #matches(
    pattern: string,
    alternative: string | null,
    include: IncludeLine,
    at: Origin,
    from: Source,
    reader: Frame | null,
  ): IncludedFile[] {
    const { files } = this;
    const wildcard = hasWildcard(pattern);
    const paths = files.match(pattern, wildcard, from);
    const found: IncludedFile[] = [];
    const chain: Frame[] = [];
    for (let frame = reader; frame; frame = frame.includedBy) chain.unshift(frame);
    const missing = (): void => {
      // Where its directory is missing too, a wildcard is reported as a name is.
      const data = { form: include.form, pattern: include.pattern, wildcard: wildcard && this.#hasDirectory(pattern, from), alternative };
      this.problems.add({ kind: 'include-missing', at, data });
    };
    if (paths.length === 0) missing();
    for (const path of paths) {
      if (this.#count >= LIMITS['include-count'] || chain.length >= LIMITS['include-depth']) {
        const what = this.#count >= LIMITS['include-count'] ? 'include-count' : 'include-depth';
        this.problems.add({ kind: 'limit', at, data: { what, limit: LIMITS[what] } });
        break;
      }
      const read = files.read(path);
      if (chain.some((frame) => frame.path === path || frame.source === read)) {
        const names = chain.map((frame) => frame.source.path);
        this.problems.add({ kind: 'include-loop', at, data: { path: files.show(path), chain: [...names, files.show(path)] } });
      } else if (typeof read !== 'string') {
        this.#count++;
        found.push({ path, source: read });
      } else if (read === 'missing') {
        missing();
      } else if (read === 'outside') {
        this.problems.add({ kind: 'include-outside', at, data: { path: files.show(path) } });
      } else {
        this.problems.add({ kind: 'include-unreadable', at, data: { form: include.form, path: files.show(path), reason: read } });
      }
    }
    return found;
  }

  /** Whether the directory exists in which a wildcard is looked for: what stands before the first part that has one. */
  #hasDirectory(pattern: string, from: Source): boolean {
    const fixed = pattern.split('/').slice(0, -1);
    const wild = fixed.findIndex((part) => hasWildcard(part));
    const directory = (wild < 0 ? fixed : fixed.slice(0, wild)).join('/');
    const [path] = directory === '' ? [] : this.files.match(directory, false, from);
    return path === undefined || this.files.read(path) !== 'missing';
  }
}
