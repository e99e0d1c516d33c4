import { byteLength } from '../byte-length.ts';
import type { Source } from '../source.ts';
import type { Span } from '../tree.ts';
import type { Version } from '../version.ts';
import { atLeast } from '../version.ts';
import { Comments } from './comments.ts';
import { conditionRunAt } from './condition-runs.ts';
import { DefinitionReader } from './definition-reader.ts';
import { matchDefinition, matchSpacedDefinition } from './definitions.ts';
import type { Expansion, Origin, Through } from './expansion.ts';
import type { Files } from './files.ts';
import { cutAtNul, type Frame, newFrame, placeIn } from './frame.ts';
import { type IncludeLine, matchInclude } from './include.ts';
import { IncludedFiles } from './included-files.ts';
import { endOfBuffer, LIMITS, LINE_BYTES } from './limits.ts';
import { reportMisplacedRepetition, reportStripping, reportTrailingBackslash, stripAgain } from './line-problems.ts';
import { endsInBackslash, strippedLine, trimStart } from './line-text.ts';
import { LineWriter } from './line-writer.ts';
import { blocksWithLooseLines } from './loose-lines.ts';
import { MappedText } from './mapped-text.ts';
import { Output } from './output.ts';
import { Problems } from './problems.ts';
import { matchRepetition, readRepetition } from './repetition.ts';
import { endOfContinuation, firstBrace, hiddenBlockEnd, isBalanced, isPlainLine, opensBlock } from './scan.ts';
import { type Stripped, strip } from './strip.ts';
import { type LeftReference, originOf, type SubstitutionContext, substitute, withoutBraces } from './substitute.ts';
import { ViewConditions } from './view-conditions.ts';

export interface ExpandOptions {
  /** Null: a config-id that no condition names. */
  readonly configId: string | null;
  readonly version: Version;
  /** What `${_ENV NAME}` stands for; other variables are taken for empty, with a problem. */
  readonly environment?: ReadonlyMap<string, string> | undefined;
  readonly files: Files;
}

/** Reads a file as keepalived does for one config-id: conditions, definitions, repetitions and includes are gone afterwards. */
export function expand(root: Source, options: ExpandOptions): Expansion {
  return new Expander(root, options).run();
}

/** Lines that wait before the next line of the file: the rounds of a repetition, or the rest of a multi-line definition. */
type Pending =
  | { readonly kind: 'lines'; readonly lines: readonly MappedText[]; next: number }
  | {
      readonly kind: 'rounds';
      /** By what the references to its names are reached, in their order. */
      readonly steps: readonly Through[];
      readonly rounds: Iterator<readonly string[]>;
      readonly text: MappedText;
    };

/** The machine of LANGUAGE phases: read, strip, collect, condition, define, repeat, substitute, include; braces and words are the lexer's. */
class Expander {
  readonly #output = new Output();
  readonly #writer = new LineWriter(this.#output);
  readonly #problems = new Problems();
  readonly #comments = new Comments();
  readonly #definitions: DefinitionReader;
  readonly #includes: IncludedFiles;
  readonly #sources: Source[] = [];
  readonly #frames: Frame[] = [];
  /** The file that the current line comes from: the last frame, unless the line has included more files already. */
  #reader: Frame | null = null;
  readonly #pending: Pending[] = [];
  #spent = 0;
  #exhausted = false;
  /** Whether a condition has hidden the rest of the current line. */
  #isRestHidden = false;

  readonly #conditions: ViewConditions;
  readonly #substitution: SubstitutionContext;

  constructor(
    private readonly root: Source,
    private readonly options: ExpandOptions,
  ) {
    this.#definitions = new DefinitionReader(options.version, this.#problems);
    this.#includes = new IncludedFiles(options.files, options.version, this.#problems);
    this.#conditions = new ViewConditions(options.configId, options.version);
    this.#substitution = {
      definitions: this.#definitions.known,
      version: options.version,
      configId: options.configId,
      environment: options.environment ?? new Map(),
      directory: () => options.files.directory(this.#frames.at(-1)?.source ?? root),
      problem: (problem) => this.#problems.add(problem),
      spend: (weight, at) => this.#spend(weight, at),
    };
    this.#enter(root, null, null, []);
  }

  run(): Expansion {
    for (;;) {
      const pending = this.#pending.at(-1);
      if (pending) this.#resume(pending);
      else if (!this.#readLine()) break;
    }
    const output = this.#output;
    const root = this.root;
    const { named } = this.#conditions;
    return {
      configId: this.options.configId,
      root,
      text: output.text(),
      sources: this.#sources,
      get configIds() {
        return named.distinct;
      },
      named,
      problems: this.#problems.list,
      comments: this.#comments.list,
      origin: (offset) => output.origin(offset, root),
      place: (span) => output.place(span, root),
    };
  }

  // ---- reading physical lines ------------------------------------------------------------------------------------

  /** Handles the next physical line; false when every file is read. */
  #readLine(): boolean {
    const frame = this.#frames.at(-1);
    if (!frame) return false;
    const { source } = frame;
    const { text } = source;
    const start = frame.position;
    if (start >= text.length) {
      this.#leave(frame);
      return true;
    }
    if (start >= frame.lineEnd) {
      const newline = text.indexOf('\n', start);
      frame.lineEnd = newline < 0 ? text.length : newline;
    }
    const { lineEnd } = frame;
    const next = Math.min(lineEnd + 1, text.length);
    frame.position = next;
    this.#reader = frame;
    if (!this.#definitions.isOpen && isPlainLine(frame, start, lineEnd)) {
      this.#output.copy(source, start, next, frame.through);
      if (next === lineEnd) this.#newline(frame, next);
      return true;
    }
    if (!this.#definitions.isOpen && next > lineEnd && this.#skipHidden(frame, start, lineEnd)) return true;
    this.#readPiece(frame, start, lineEnd, next);
    return true;
  }

  /** Reads as much of a line as keepalived's buffer holds; what is left is read as a line of its own. */
  #readPiece(frame: Frame, start: number, lineEnd: number, nextLine: number): void {
    const { text } = frame.source;
    const { cut, isFull } = endOfBuffer(text, start, lineEnd);
    if (isFull && (start === 0 || text.charCodeAt(start - 1) === 10)) {
      const bytes = byteLength(text.slice(start, lineEnd));
      this.#problems.add({ kind: 'line-too-long', at: placeIn(frame, start, cut), data: { bytes, limit: LINE_BYTES } });
    }
    let end = cut;
    if (cut === lineEnd) while (end > start && text.charCodeAt(end - 1) === 13) end--;
    frame.position = cut === lineEnd ? nextLine : cut;
    this.#physicalLine(frame, start, end, frame.position, isFull && atLeast(this.options.version, '2.4.0'));
  }

  /** Leaves out lines whose conditions do not hold, from this one on; false where there is more to it. A file for many nodes consists of such lines. */
  #skipHidden(frame: Frame, start: number, end: number): boolean {
    const run = conditionRunAt(frame.source, start, end);
    if (!run || (run.opens && !(frame.balanced === true && blocksWithLooseLines(frame.source).size === 0))) return false;
    const hidden = run.hiddenFrom(start, this.#conditions);
    if (hidden === null) return false;
    this.#output.blankLines(frame.source, start, hidden, frame.through);
    frame.position = start + hidden.length;
    return true;
  }

  /** `dropped`: keepalived says that it does not read the line. */
  #physicalLine(frame: Frame, lineStart: number, lineEnd: number, next: number, dropped: boolean): void {
    const { source, through } = frame;
    let end = dropped ? lineStart : cutAtNul(frame, lineStart, lineEnd, this.options.version);
    let textStart = lineStart;
    if (lineStart === 0 && source.text.charCodeAt(0) === 0xfeff) {
      this.#problems.add({ kind: 'byte-order-mark', at: placeIn(frame, 0, 1), data: {} });
      textStart = 1;
      end = Math.max(end, 1);
    }
    const stripped = strip(source.text, textStart, end);
    const joins = this.#commentJoinsLines(frame, stripped, end);
    reportStripping(frame, stripped, this.#problems);
    const newlineStart = source.text.charCodeAt(next - 1) === 10 ? next - 1 : next;
    // What is dropped may be as long as a file: it is left out, not blanked.
    const written = dropped ? newlineStart : lineStart;
    if (this.#definitions.isOpen) {
      this.#definitions.collect(frame, { start: lineStart, end: lineEnd }, stripped, joins);
      this.#comments.add(frame, stripped, end);
      this.#output.blank(source, written, newlineStart, through);
      this.#newline(frame, next);
      return;
    }
    let line = strippedLine(source, stripped, through);
    if (joins && matchDefinition(line.text)) line = line.concat(MappedText.of(source, end - 1, end, through));
    else if (joins) this.#problems.add({ kind: 'comment-ends-in-backslash', at: placeIn(frame, end - 1, end), data: {} });
    this.#writer.begin(source, written, next, through);
    this.#isRestHidden = false;
    this.#logicalLine(line, true);
    if (!this.#isRestHidden) this.#comments.add(frame, stripped, end);
    if (this.#writer.finish(newlineStart)) this.#newline(frame, next);
  }

  #newline(frame: Frame, next: number): void {
    const { source, through } = frame;
    if (source.text.charCodeAt(next - 1) === 10) this.#output.copy(source, next - 1, next, through);
    // The last line of a file may lack its newline, and a piece of a long line has none; what follows is a line of its own all the same.
    else if (this.#frames.length > 1 || this.#pending.length > 0 || next < source.text.length) {
      this.#output.insert({ text: '\n', source, offset: next, fixedEnd: next, through });
    }
  }

  /** Before 2.4.0 a backslash at the end of a comment counts as if the comment were not there. */
  #commentJoinsLines(frame: Frame, stripped: Stripped, end: number): boolean {
    return stripped.comment >= 0 && !atLeast(this.options.version, '2.4.0') && endsInBackslash(frame.source.text, stripped.comment, end);
  }

  // ---- pending lines -----------------------------------------------------------------------------------------------

  #resume(pending: Pending): void {
    if (pending.kind === 'lines') {
      const line = pending.lines[pending.next++];
      if (pending.next >= pending.lines.length) this.#pending.pop();
      if (line) this.#generatedLine(line, true);
      return;
    }
    const round = pending.rounds.next();
    if (round.done) {
      this.#pending.pop();
      return;
    }
    for (const [i, step] of pending.steps.entries()) this.#definitions.setForRound(step, round.value[i] ?? '');
    this.#generatedLine(pending.text, true);
  }

  /** A line that no file holds as it is. */
  #generatedLine(line: MappedText, special: boolean): void {
    const at = line.length > 0 ? originOf(line, 0, line.length) : null;
    if (!at || !this.#spend(32 + line.length, at)) return;
    const last = line.pieces.at(-1);
    if (this.#definitions.isOpen) {
      this.#definitions.collectGenerated(line);
      return;
    }
    this.#logicalLine(line, special);
    if (last) this.#output.insert({ text: '\n', source: last.source, offset: at.offset, fixedEnd: at.end, through: last.through });
  }

  /** Counts generated text; false once the view has had too much of it. Whatever waits is then given up. */
  #spend(weight: number, at: Origin): boolean {
    this.#spent += weight;
    if (this.#spent <= LIMITS['expanded-size']) return true;
    if (!this.#exhausted) {
      this.#exhausted = true;
      this.#problems.add({ kind: 'limit', at, data: { what: 'expanded-size', limit: LIMITS['expanded-size'] } });
    }
    this.#pending.length = 0;
    return false;
  }

  // ---- the phases of one line --------------------------------------------------------------------------------------

  /**
   * Takes a stripped line, and then what is left of it behind each brace, through the phases.
   * `special`: whether `@`, `$NAME=` and `~SEQ` count at its start.
   */
  #logicalLine(line: MappedText, special: boolean): void {
    let rest = line;
    let behindBrace = false;
    let conditional: string | null = null;
    let examine = special;
    while (rest.length > 0) {
      if (examine) {
        const condition = this.#condition(rest, behindBrace);
        if (condition.stop) return;
        rest = condition.rest;
        conditional = condition.id ?? conditional;
        if (rest.length === 0) return;
        if (this.#definitionOrRepetition(rest)) return;
      }
      examine = true;
      const replaced = this.#substitute(rest);
      if (!replaced || replaced.length === 0) return;
      rest = replaced;
      reportTrailingBackslash(rest, this.#problems);
      const include = matchInclude(rest.text);
      if (include) {
        this.#include(rest, include, conditional !== null ? 'condition' : behindBrace ? 'brace' : null);
        return;
      }
      const brace = firstBrace(rest.text);
      if (brace < 0) {
        reportMisplacedRepetition(rest, this.#problems);
        this.#writer.write(rest);
        return;
      }
      reportMisplacedRepetition(rest.slice(0, brace), this.#problems);
      this.#writer.write(rest.slice(0, brace + 1));
      rest = trimStart(rest.slice(brace + 1));
      behindBrace = true;
      conditional = null;
    }
  }

  /**
   * The line with definitions put in; null where it has become something else than words. Before 2.4.0 keepalived begins anew as long as
   * a `$` is left, because what was put in may end a reference before it: `$A${EMPTY}`.
   */
  #substitute(original: MappedText): MappedText | null {
    for (let line = original; ; ) {
      const result = substitute(line, this.#substitution);
      if (result.following.length > 0) this.#pending.push({ kind: 'lines', lines: result.following, next: 0 });
      if (!result.replaced) return this.#settleLeft(result.line, result.left);
      line = stripAgain(result.line, this.#problems);
      if (this.#specialFromDefinition(line)) return null;
      if (!line.text.includes('$')) return line;
      if (atLeast(this.options.version, '2.4.0')) return stripAgain(this.#settleLeft(result.line, result.left), this.#problems);
      if (!this.#spend(line.length, originOf(line, 0, line.length))) return null;
    }
  }

  /**
   * References that stay as they are. Those behind a brace are looked at again when that part of the line has its turn: a repetition in
   * front of them may define them.
   */
  #settleLeft(line: MappedText, left: readonly LeftReference[]): MappedText {
    if (left.length === 0) return line;
    let masked = line.text;
    for (const { start, end } of left) masked = masked.slice(0, start) + ' '.repeat(end - start) + masked.slice(end);
    const brace = firstBrace(masked);
    const here = left.filter(({ start }) => brace < 0 || start < brace);
    for (const { problem } of here) this.#problems.add(problem());
    return here.reduceRight(withoutBraces, line);
  }

  /** `@ID` and `@^ID`: what is left of the line, or that nothing is. */
  #condition(rest: MappedText, behindBrace: boolean): { stop: boolean; rest: MappedText; id: string | null } {
    const { text } = rest;
    if (!text.startsWith('@')) return { stop: false, rest, id: null };
    const match = /^@(\^?)([^ \t]*)([ \t]*)/.exec(text);
    const negated = match?.[1] === '^' && this.#conditions.negates;
    const id = (negated ? '' : (match?.[1] ?? '')) + (match?.[2] ?? '');
    const length = match?.[0].length ?? 1;
    const head = originOf(rest, 0, length - (match?.[3]?.length ?? 0));
    if (id === '' || length === text.length) this.#problems.add({ kind: 'condition-without-effect', at: head, data: { id } });
    else this.#conditions.named.add(id);
    // Before 2.0.9 the `^` is a part of the id, so that a node may have it for its name: one that was set up then still has.
    if (negated && id === '' && length < text.length) this.#conditions.named.add('^');
    const holds = (id !== '' && id === this.options.configId) !== negated;
    const behind = rest.slice(length);
    if (holds) {
      const second = /^@\^?([^ \t]*)/.exec(behind.text);
      if (second && behind.length > 0) {
        this.#problems.add({
          kind: 'condition-twice',
          at: originOf(behind, 0, second[0].length),
          data: { first: id, second: second[1] ?? '' },
        });
        // Meant are both; an unknown keyword that opens a block would only lead the reader astray.
        return this.#condition(behind, behindBrace);
      }
      return { stop: behind.length === 0, rest: behind, id };
    }
    return this.#hide(behind, head, id, behindBrace);
  }

  /** A condition that does not hold: the line goes, and with it what cannot stand without it. */
  #hide(behind: MappedText, head: Origin, id: string, behindBrace: boolean): { stop: boolean; rest: MappedText; id: string | null } {
    const definition = matchDefinition(behind.text);
    const frame = this.#frames.at(-1);
    const inFile = this.#writer.isInFile && frame !== undefined;
    if (definition && behind.text.endsWith('\\') && inFile) {
      const rest = this.#skipContinuation(frame);
      this.#problems.add({ kind: 'condition-on-multi-line-definition', at: head, data: { id, name: definition.name, rest } });
    } else if (behindBrace && /^[^"]*\}/.test(behind.text)) {
      this.#problems.add({ kind: 'condition-swallows-brace', at: head, data: { id } });
      return { stop: false, rest: behind.slice(behind.text.indexOf('}')), id };
    } else if (inFile && opensBlock(behind.text, frame.source.text, frame.position, this.#conditions)) {
      frame.balanced ??= isBalanced(frame.source, this.#conditions);
      const looseEnd = blocksWithLooseLines(frame.source).get(head.offset);
      const end =
        looseEnd ?? (frame.balanced ? 'hidden' : hiddenBlockEnd(behind.text, frame.source.text, frame.position, this.#conditions));
      if (end === 'unending') {
        // Looking again from a later line would be as vain; the missing brace itself is reported elsewhere.
        frame.balanced = true;
      } else if (end !== 'hidden') {
        this.#problems.add({
          kind: 'condition-hides-brace',
          at: head,
          data: { id, rest: { start: frame.position, end }, hidesEnd: looseEnd !== undefined },
        });
        this.#skipTo(frame, end);
      }
    }
    this.#isRestHidden = true;
    return { stop: true, rest: behind, id };
  }

  #skipTo(frame: Frame, offset: number): void {
    this.#writer.skipTo(offset);
    frame.position = offset;
  }

  #skipContinuation(frame: Frame): Span {
    const start = frame.position;
    const end = endOfContinuation(frame.source.text, start);
    this.#skipTo(frame, end);
    return { start, end };
  }

  /** `$NAME=` and `~SEQ(`: true when the line was one of them. */
  #definitionOrRepetition(rest: MappedText): boolean {
    const definition = matchDefinition(rest.text);
    if (definition) {
      this.#definitions.define(rest, definition.name, definition.valueStart);
      return true;
    }
    const spaced = matchSpacedDefinition(rest.text);
    if (spaced !== null) {
      this.#problems.add({
        kind: 'definition-space-before-equals',
        at: originOf(rest, 0, rest.text.indexOf('=') + 1),
        data: { name: spaced },
      });
      return true;
    }
    if (!rest.text.startsWith('~')) return false;
    const parts = matchRepetition(rest.text);
    if (!parts) {
      const word = /^\S+/.exec(rest.text)?.[0] ?? '~';
      this.#problems.add({ kind: 'repetition-not-first', at: originOf(rest, 0, word.length), data: { text: word } });
      return true;
    }
    const name = rest.text.slice(0, parts.textStart).trimEnd();
    const at = originOf(rest, 0, name.length);
    const repetition = readRepetition(parts, this.options.version, (numbers) => this.#replaceIn(numbers, at));
    if (typeof repetition === 'string') {
      this.#problems.add({ kind: 'invalid-repetition', at, data: { text: name, why: repetition } });
      return true;
    }
    const text = rest.slice(parts.textStart);
    if (text.length === 0) return true;
    const step: Through = { ...at, by: 'repetition', name };
    const { names, rounds } = repetition;
    const steps = names.map((each): Through => ({ ...step, by: 'definition', name: each }));
    this.#pending.push({ kind: 'rounds', steps, rounds: rounds[Symbol.iterator](), text: text.reachedBy(step) });
    return true;
  }

  /** The numbers of a repetition with definitions put in, which came with 2.1.0. */
  #replaceIn(numbers: string, { source, offset, end, through = [] }: Origin): string {
    if (!atLeast(this.options.version, '2.1.0')) return numbers;
    const line = new MappedText([{ text: `${numbers})`, source, offset, fixedEnd: end, through }]);
    return substitute(line, this.#substitution).line.text.replace(/\).*$/s, '');
  }

  /**
   * What a definition puts at the start of a line. Conditions are not safe there. Before 2.4.0 keepalived looks for definitions and
   * repetitions once more, where a `$` is left on the line (before 2.1.0 always).
   */
  #specialFromDefinition(rest: MappedText): boolean {
    const first = rest.text[0];
    if (first === '@') {
      const id = /^@\^?([^ \t]*)/.exec(rest.text)?.[1] ?? '';
      this.#problems.add({ kind: 'condition-from-definition', at: originOf(rest, 0, id.length + 1), data: { id } });
      return true;
    }
    if (first !== '~' && !matchDefinition(rest.text)) return false;
    const { version } = this.options;
    const again = rest.text.includes('$') ? !atLeast(version, '2.4.0') : !atLeast(version, '2.1.0');
    if (again) return this.#definitionOrRepetition(rest);
    if (first !== '~') return false;
    this.#problems.add({
      kind: 'repetition-not-first',
      at: originOf(rest, 0, rest.length),
      data: { text: /^\S+/.exec(rest.text)?.[0] ?? '~' },
    });
    return true;
  }

  // ---- includes ----------------------------------------------------------------------------------------------------

  /** Switches to the files of an include line. */
  #include(line: MappedText, include: IncludeLine, before: 'condition' | 'brace' | null): void {
    const from = this.#frames.at(-1)?.source ?? this.root;
    const files = this.#includes.filesOf(line, include, before, from, this.#reader);
    const step: Through = {
      ...originOf(line, include.patternStart, include.patternStart + include.pattern.length),
      by: 'include',
      name: include.pattern,
    };
    const through = [...(line.pieces[0]?.through ?? []), step];
    // Frames are a stack: the first file is to be read first.
    for (const { path, source } of files.reverse()) this.#enter(source, path, this.#reader, through);
  }

  #enter(source: Source, path: string | null, includedBy: Frame | null, through: readonly Through[]): void {
    if (!this.#sources.includes(source)) this.#sources.push(source);
    this.#frames.push(newFrame(source, path, includedBy, through));
  }

  #leave(frame: Frame): void {
    this.#frames.pop();
    if (frame.nulLines > 0) {
      this.#problems.add({ kind: 'nul-byte', at: placeIn(frame, frame.firstNul, frame.firstNul + 1), data: { count: frame.nulLines } });
    }
  }
}
