import type { Target } from '../binding/target.ts';
import { testConfigurations } from '../engine/config-test.ts';
import { compareEdits, overlap } from '../engine/edits-of.ts';
import { lint } from '../engine/lint.ts';
import type { Reader, Root } from '../engine/reader.ts';
import type { Finding } from '../finding/finding.ts';
import { type Edit, type FindingFix, fixKey, type Stretch } from '../finding/fix.ts';
import type { Report } from '../finding/report.ts';
import { compareSeverity } from '../rule/severity.ts';
import { applyEdits, shifted } from './apply-edits.ts';
import { EditedFiles } from './edited-files.ts';
import type { FixedFile, Fixes, FixOptions, TakenBack } from './fix-findings.ts';
import { freshFindings, type Standing, standingOf, whyWorse } from './standing.ts';
import { shiftedStretches, Uncovered } from './uncovered.ts';

/** What a fix uncovers may have a fix too: the files are linted and fixed again, at most this often. */
const MAX_ROUNDS = 10;

/** To find out which of many fixes makes something worse, the files are linted with some of them; at most this often in all. */
const MAX_LINTS = 100;

/** Of large files less often: so many characters are read for it. */
const MAX_READ = 16 * 1024 * 1024;

/** A fix with one of the findings that it is for. */
interface Candidate {
  readonly finding: Finding;
  readonly fix: FindingFix;
}

/** Where a fix begins in the texts as they are at the moment: what tells it from others while lines move. */
interface Mark {
  readonly rule: string;
  readonly path: string;
  start: number;
}

type Texts = ReadonlyMap<string, string>;

/** Texts, what is found in them, and how well they stand. */
interface State {
  readonly texts: Texts;
  readonly report: Report;
  readonly standing: Standing;
}

/** What some fixes led to. */
interface Attempt extends State {
  readonly fixed: readonly Finding[];
  /** The marks that were followed, as they are in the new texts. */
  readonly marks: readonly Mark[];
  /** What nobody had looked at before. */
  readonly uncovered: Uncovered;
}

/**
 * Mends some root files together: all fixes at once where that does no harm, else without those that seem to do it, or in halves. Each try is another
 * lint of all of them, so that they should be files that have to do with each other.
 */
export class FixRun {
  readonly #roots: readonly Root[];
  readonly #options: FixOptions;
  readonly #files: EditedFiles;
  readonly #fixed: Finding[] = [];
  readonly #takenBack: (TakenBack & { readonly mark: Mark })[] = [];
  #lints = 0;
  #read = 0;

  constructor(roots: readonly Root[], reader: Reader, options: FixOptions) {
    this.#roots = roots;
    this.#options = options;
    this.#files = new EditedFiles(reader, roots);
  }

  /** `report`: what is found in the files as they are. */
  run(report: Report): Fixes {
    const texts: Texts = new Map();
    this.#count(report, texts);
    if (this.#candidates(report, []).length === 0) return this.#result(report, { texts, report });
    let state: State = { texts, report, standing: this.#judge(texts, report) };
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const marks = this.#candidates(state.report, this.refused).map(markOf);
      if (marks.length === 0) break;
      const made = this.#fixed.length;
      state = this.#mend(marks, state);
      // What would have done harm before may be right beside what was made since.
      if (this.#fixed.length > made) this.#takenBack.splice(0);
    }
    return this.#result(report, state);
  }

  #result(before: Report, { texts, report }: Pick<State, 'texts' | 'report'>): Fixes {
    const files = [...texts].flatMap(([path, after]): FixedFile[] => {
      const original = this.#files.original(path);
      return original === null || original === after ? [] : [{ path, absolute: this.#files.absolute(path), before: original, after }];
    });
    return {
      files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
      fixed: this.#fixed,
      takenBack: this.#takenBack.map(({ finding, because }) => ({ finding, because })),
      before,
      after: withoutRefused(report, this.refused),
      isComplete: this.#candidates(report, this.refused).length === 0,
    };
  }

  /** What was taken back. */
  get refused(): readonly Mark[] {
    return this.#takenBack.map(({ mark }) => mark);
  }

  /** Makes those of some fixes that do no harm, all at once where that works, else part by part. */
  #mend(marks: readonly Mark[], from: State): State {
    let state = from;
    const open: (readonly Mark[])[] = [marks];
    for (let group = open.pop(); group && this.#mayLint; group = open.pop()) {
      const wanted = new Set(group.map(keyOf));
      const candidates = this.#candidates(state.report, []).filter((candidate) => wanted.has(keyOf(markOf(candidate))));
      const [first, second] = candidates;
      if (!first) continue;
      const others = [...open.flat(), ...this.refused];
      let attempt = this.#attempt(candidates, state, others, MAX_ROUNDS);
      let because = whyWorse(state.standing, attempt.standing, attempt.uncovered);
      if (because !== null && !second) {
        // What it uncovers may be what does harm, with the fix that this has.
        attempt = this.#attempt(candidates, state, others, 1);
        because = whyWorse(state.standing, attempt.standing, attempt.uncovered);
      }
      if (because === null) {
        for (const [i, mark] of others.entries()) mark.start = attempt.marks[i]?.start ?? mark.start;
        this.#fixed.push(...attempt.fixed);
        state = attempt;
      } else if (second) {
        const at = new Set(freshFindings(state.standing, attempt.standing, attempt.uncovered).map(lineOf));
        const suspects = new Set(
          candidates.filter(({ fix }) => fix.edits.some((edit) => at.has(lineOf(edit)))).map((each) => keyOf(markOf(each))),
        );
        open.push(...parted(group, suspects));
      } else {
        this.#takenBack.push({ finding: first.finding, because, mark: markOf(first) });
      }
    }
    return state;
  }

  /** Makes some fixes, then those of what they uncover, but none of those that `others` mark. */
  #attempt(candidates: readonly Candidate[], state: State, others: readonly Mark[], rounds: number): Attempt {
    const marks = others.map((mark) => ({ ...mark }));
    const fixed: Finding[] = [];
    let stretches: readonly Stretch[] = [];
    let { texts, report } = state;
    let next = candidates;
    for (let round = 0; round < rounds && next.length > 0 && this.#mayLint; round++) {
      const chosen = withoutOverlaps(next);
      const edits = editsByPath(chosen);
      texts = this.#edited(texts, edits);
      stretches = shiftedStretches([...stretches, ...chosen.flatMap(({ fix }) => fix.uncovers ?? [])], edits);
      for (const mark of marks) mark.start = shifted(mark.start, edits.get(mark.path) ?? []);
      fixed.push(...chosen.map(({ finding }) => finding));
      report = this.#lint(texts);
      next = this.#candidates(report, marks);
    }
    const uncovered = new Uncovered(stretches, (path) => texts.get(path) ?? this.#files.original(path));
    return { texts, report, standing: this.#judge(texts, report), fixed, marks, uncovered };
  }

  #edited(texts: Texts, edits: ReadonlyMap<string, readonly Edit[]>): Texts {
    const edited = new Map(texts);
    for (const [path, ofPath] of edits) {
      const text = texts.get(path) ?? this.#files.original(path);
      if (text !== null) edited.set(path, applyEdits(text, ofPath));
    }
    return edited;
  }

  /** The fixes that are wanted and not marked, each once. */
  #candidates({ findings }: Report, marked: readonly Mark[]): readonly Candidate[] {
    const refused = new Set(marked.map(keyOf));
    const candidates = new Map<string, Candidate>();
    for (const finding of findings) {
      const { fix } = finding;
      if (fix === null || !isWanted(finding, this.#options)) continue;
      const candidate = { finding, fix };
      const key = fixKey(fix);
      if (!candidates.has(key) && !refused.has(keyOf(markOf(candidate)))) candidates.set(key, candidate);
    }
    return [...candidates.values()];
  }

  #lint(texts: Texts): Report {
    const report = lint(this.#roots, this.#files.readerWith(texts), this.#options);
    this.#count(report, texts);
    return report;
  }

  #count(report: Report, texts: Texts): void {
    this.#lints++;
    for (const path of report.read) this.#read += (texts.get(path) ?? this.#files.original(path) ?? '').length;
  }

  /** A first pass, and a second one that finds nothing more to do, are always made. */
  get #mayLint(): boolean {
    return this.#lints < MAX_LINTS && (this.#read < MAX_READ || this.#lints < 3);
  }

  #judge(texts: Texts, report: Report): Standing {
    const reader = this.#files.readerWith(texts);
    const { rules, target, ofRoot, configIds, unnamedView, kvlint } = this.#options;
    const byTarget = new Map<Target, Root[]>();
    for (const root of this.#roots) {
      const own = ofRoot?.(root)?.target ?? target;
      byTarget.set(own, [...(byTarget.get(own) ?? []), root]);
    }
    const tests = [...byTarget].flatMap(
      ([each, roots]) => testConfigurations(roots, reader, { rules, target: each, configIds, unnamedView, kvlint }).views,
    );
    return standingOf(report, tests);
  }
}

/** A group of which something does harm in two, of which the second is tried first: without those that seem to do it, or in halves. */
function parted(group: readonly Mark[], suspects: ReadonlySet<string>): readonly [readonly Mark[], readonly Mark[]] {
  const suspected = group.filter((mark) => suspects.has(keyOf(mark)));
  if (suspected.length > 0 && suspected.length < group.length) return [suspected, group.filter((mark) => !suspects.has(keyOf(mark)))];
  const middle = group.length >> 1;
  return [group.slice(middle), group.slice(0, middle)];
}

function lineOf({ path, line }: { readonly path: string; readonly line: number }): string {
  return `${path}:${line}`;
}

/** Whether a finding has a fix that was asked for. */
export function isWanted({ fix }: Finding, { safety, mayEdit = () => true }: FixOptions): boolean {
  return fix !== null && (fix.safety === 'safe' || safety === 'unsafe') && fix.edits.every(({ path }) => mayEdit(path));
}

/** What was tried and does harm is no way to mend it. */
export function withoutRefused(report: Report, marks: readonly Mark[]): Report {
  const refused = new Set(marks.map(keyOf));
  const stripped = <F extends Finding>(finding: F): F =>
    finding.fix && refused.has(keyOf(markOf({ finding, fix: finding.fix }))) ? { ...finding, fix: null } : finding;
  return { ...report, findings: report.findings.map(stripped), distinct: report.distinct.map(stripped) };
}

function markOf({ finding: { rule }, fix: { edits } }: Candidate): Mark {
  const [first] = edits;
  return { rule, path: first?.path ?? '', start: first?.start ?? 0 };
}

function keyOf({ rule, path, start }: Mark): string {
  return `${rule}\0${path}\0${start}`;
}

/** Those that can be made at once: of two that touch the same text, the one whose finding hurts more. */
function withoutOverlaps(candidates: readonly Candidate[]): readonly Candidate[] {
  const byWeight = [...candidates].sort((a, b) => compareSeverity(a.finding.severity, b.finding.severity));
  // By line, so that each is held against few others.
  const taken = new Map<string, Edit[]>();
  const chosen = new Set<Candidate>();
  for (const candidate of byWeight) {
    const { edits } = candidate.fix;
    if (edits.some((edit) => linesOf(edit).some((line) => taken.get(line)?.some((other) => overlap(edit, other))))) continue;
    chosen.add(candidate);
    for (const edit of edits) {
      for (const line of linesOf(edit)) {
        const known = taken.get(line) ?? [];
        taken.set(line, known);
        known.push(edit);
      }
    }
  }
  return candidates.filter((candidate) => chosen.has(candidate));
}

function linesOf({ path, line, endLine }: Edit): readonly string[] {
  return Array.from({ length: endLine - line + 1 }, (_, i) => lineOf({ path, line: line + i }));
}

function editsByPath(candidates: readonly Candidate[]): ReadonlyMap<string, readonly Edit[]> {
  const byPath = new Map<string, Edit[]>();
  for (const { fix } of candidates) {
    for (const edit of fix.edits) {
      const edits = byPath.get(edit.path) ?? [];
      byPath.set(edit.path, edits);
      edits.push(edit);
    }
  }
  for (const edits of byPath.values()) edits.sort(compareEdits);
  return byPath;
}
