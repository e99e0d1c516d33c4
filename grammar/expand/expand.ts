import { byteLength } from '../byte-length.ts';
import type { Source } from '../source.ts';
import type { Span } from '../tree.ts';
import type { Version } from '../version.ts';
import { atLeast } from '../version.ts';
import { type Definition, matchDefinition, matchSpacedDefinition } from './definitions.ts';
import type { Expansion, Origin, Through } from './expansion.ts';
import type { Files } from './files.ts';
import { alternatives, hasWildcard, type IncludeLine, knowsForm, matchInclude } from './include.ts';
import { endOfBuffer, LIMITS, LINE_BYTES } from './limits.ts';
import { MappedText, type Piece } from './mapped-text.ts';
import { Output } from './output.ts';
import type { Problem } from './problem.ts';
import { matchRepetition, readRepetition } from './repetition.ts';
import { firstBrace, hiddenBlockEnd, isBalanced, isPlainLine, opensBlock, plainCondition } from './scan.ts';
import { isBlank, type Stripped, strip } from './strip.ts';
import { type LeftReference, originOf, type SubstitutionContext, substitute, withoutBraces } from './substitute.ts';

export interface ExpandOptions {
  /** Null: a config-id that no condition names. */
  readonly configId: string | null;
  readonly version: Version;
  readonly files: Files;
}

/** Reads a file as keepalived does for one config-id: conditions, definitions, repetitions and includes are gone afterwards. */
export function expand(root: Source, options: ExpandOptions): Expansion {
  return new Expander(root, options).run();
}

/** A file that is being read, or that waits for its turn behind other matches of an include line. */
interface Frame {
  readonly source: Source;
  /** The file with the include line, null for the root. */
  readonly includedBy: Frame | null;
  /** Null for the root, which never loops back through a path. */
  readonly path: string | null;
  readonly through: readonly Through[];
  position: number;
  /** Where the line ends that `position` is in; keepalived may read a long one in pieces. */
  lineEnd: number;
  nulLines: number;
  firstNul: number;
  /** The next NUL that is known of; the length of the text where none follows. */
  nextNul: number;
  /** Whether the braces that this view sees are balanced; null until that is asked. */
  balanced: boolean | null;
}

/** Lines that wait before the next line of the file: the rounds of a repetition, or the rest of a multi-line definition. */
type Pending =
  | { readonly kind: 'lines'; readonly lines: readonly MappedText[]; next: number }
  | {
      readonly kind: 'rounds';
      readonly names: readonly string[];
      readonly rounds: Iterator<readonly string[]>;
      readonly text: MappedText;
      readonly step: Through;
    };

/** Lines that a multi-line definition has collected so far. */
interface OpenDefinition {
  readonly name: string;
  readonly at: Origin;
  readonly lines: MappedText[];
}

/** The machine of LANGUAGE phases: read, strip, collect, condition, define, repeat, substitute, include; braces and words are the lexer's. */
class Expander {
  readonly #output = new Output();
  readonly #problems: Problem[] = [];
  readonly #reported = new Set<string>();
  readonly #definitions = new Map<string, Definition>();
  readonly #configIds = new Set<string>();
  readonly #sources: Source[] = [];
  readonly #frames: Frame[] = [];
  /** The file that the current line comes from: the last frame, unless the line has included more files already. */
  #reader: Frame | null = null;
  readonly #pending: Pending[] = [];
  #open: OpenDefinition | null = null;
  #spent = 0;
  #exhausted = false;
  #included = 0;

  readonly #substitution: SubstitutionContext;

  constructor(
    private readonly root: Source,
    private readonly options: ExpandOptions,
  ) {
    this.#substitution = {
      definitions: this.#definitions,
      version: options.version,
      configId: options.configId,
      directory: () => options.files.directory(this.#frames.at(-1)?.source ?? root),
      problem: (problem) => this.#problem(problem),
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
    if (this.#open) this.#closeDefinition(this.#open, true);
    const output = this.#output;
    const root = this.root;
    return {
      configId: this.options.configId,
      root,
      text: output.text(),
      sources: this.#sources,
      configIds: this.#configIds,
      problems: this.#problems,
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
    if (!this.#open && isPlainLine(text, start, lineEnd)) {
      this.#output.copy(source, start, next, frame.through);
      if (next === lineEnd) this.#newline(frame, next);
      return true;
    }
    if (!this.#open && next > lineEnd && this.#skipHidden(frame, start, lineEnd)) return true;
    this.#readPiece(frame, start, lineEnd, next);
    return true;
  }

  /** Reads as much of a line as keepalived's buffer holds; what is left is read as a line of its own. */
  #readPiece(frame: Frame, start: number, lineEnd: number, nextLine: number): void {
    const { text } = frame.source;
    const { cut, isFull } = endOfBuffer(text, start, lineEnd);
    if (isFull && (start === 0 || text.charCodeAt(start - 1) === 10)) {
      const bytes = byteLength(text.slice(start, lineEnd));
      this.#problem({ kind: 'line-too-long', at: this.#at(frame, start, cut), data: { bytes, limit: LINE_BYTES } });
    }
    let end = cut;
    if (cut === lineEnd) while (end > start && text.charCodeAt(end - 1) === 13) end--;
    frame.position = cut === lineEnd ? nextLine : cut;
    this.#physicalLine(frame, start, end, frame.position, isFull && atLeast(this.options.version, '2.4.0'));
  }

  /** Leaves out a line whose condition does not hold; false where there is more to it. A file for many nodes consists of such lines. */
  #skipHidden(frame: Frame, start: number, end: number): boolean {
    const { source, through } = frame;
    const condition = plainCondition(source.text, start, end);
    if (!condition) return false;
    const negated = condition.negated && atLeast(this.options.version, '2.0.9');
    const id = condition.negated && !negated ? `^${condition.id}` : condition.id;
    if ((id === this.options.configId) !== negated) return false;
    this.#configIds.add(id);
    this.#output.blank(source, start, end, through);
    this.#output.copy(source, end, end + 1, through);
    return true;
  }

  /** `dropped`: keepalived says that it does not read the line. */
  #physicalLine(frame: Frame, lineStart: number, lineEnd: number, next: number, dropped: boolean): void {
    const { source, through } = frame;
    let end = dropped ? lineStart : this.#cutAtNul(frame, lineStart, lineEnd);
    let textStart = lineStart;
    if (lineStart === 0 && source.text.charCodeAt(0) === 0xfeff) {
      this.#problem({ kind: 'byte-order-mark', at: this.#at(frame, 0, 1), data: {} });
      textStart = 1;
      end = Math.max(end, 1);
    }
    const stripped = strip(source.text, textStart, end);
    const joins = this.#commentJoinsLines(frame, stripped, end);
    this.#reportStripping(frame, stripped);
    const newlineStart = source.text.charCodeAt(next - 1) === 10 ? next - 1 : next;
    if (this.#open) {
      this.#collect(frame, this.#open, { start: lineStart, end: lineEnd }, stripped, joins);
      this.#output.blank(source, lineStart, newlineStart, through);
      this.#newline(frame, next);
      return;
    }
    let line = strippedLine(source, stripped, through);
    if (joins && matchDefinition(line.text)) line = line.concat(MappedText.of(source, end - 1, end, through));
    else if (joins) this.#problem({ kind: 'comment-ends-in-backslash', at: this.#at(frame, end - 1, end), data: {} });
    this.#cursor = { source, position: lineStart, end: next, written: false };
    this.#logicalLine(line, true);
    if (!this.#cursor.written) {
      this.#output.blank(source, this.#cursor.position, newlineStart, through);
      this.#newline(frame, next);
    }
    this.#cursor = null;
  }

  /** The physical line that is being written, so that what is left out can be blanked in place. `written`: it already is, to its end. */
  #cursor: { readonly source: Source; position: number; readonly end: number; written: boolean } | null = null;

  #newline(frame: Frame, next: number): void {
    const { source, through } = frame;
    if (source.text.charCodeAt(next - 1) === 10) this.#output.copy(source, next - 1, next, through);
    // The last line of a file may lack its newline, and a piece of a long line has none; what follows is a line of its own all the same.
    else if (this.#frames.length > 1 || this.#pending.length > 0 || next < source.text.length) {
      this.#output.insert({ text: '\n', source, offset: next, fixedEnd: next, through });
    }
  }

  /** Where keepalived's own reading of a line with a NUL byte ends. */
  #cutAtNul(frame: Frame, start: number, end: number): number {
    const { source } = frame;
    if (frame.nextNul < start) {
      const nul = source.text.indexOf('\0', start);
      frame.nextNul = nul < 0 ? source.text.length : nul;
    }
    if (frame.nextNul >= end) return end;
    if (frame.nulLines++ === 0) frame.firstNul = frame.nextNul;
    return atLeast(this.options.version, '2.4.0') ? start : frame.nextNul;
  }

  #reportStripping(frame: Frame, stripped: Stripped): void {
    const { text } = frame.source;
    if (stripped.openQuote >= 0) {
      this.#problem({ kind: 'unterminated-quote', at: this.#at(frame, stripped.openQuote, stripped.openQuote + 1), data: {} });
    }
    const escape = stripped.escapes[0];
    if (escape !== undefined) {
      const character = text[escape + 1] === '!' ? '!' : '#';
      this.#problem({ kind: 'escaped-comment', at: this.#at(frame, escape, escape + 2), data: { character } });
    }
  }

  /** Before 2.4.0 a backslash at the end of a comment counts as if the comment were not there. */
  #commentJoinsLines(frame: Frame, stripped: Stripped, end: number): boolean {
    return stripped.comment >= 0 && !atLeast(this.options.version, '2.4.0') && endsInBackslash(frame.source.text, stripped.comment, end);
  }

  // ---- definitions that span lines ---------------------------------------------------------------------------------

  #collect(frame: Frame, open: OpenDefinition, line: Span, stripped: Stripped, commentJoins: boolean): void {
    const { source, through } = frame;
    const { start, end, finalBackslash } = stripped;
    const comment = stripped.comment >= 0;
    const content = source.text.slice(start, end);
    if (content === '' && finalBackslash < 0) {
      if (commentJoins) return;
      this.#closeDefinition(open, open.lines.length > 0);
      const continues = comment || line.end > line.start || nextLineContinues(source.text, line.end);
      if (continues) {
        const by = comment ? 'comment' : 'blank';
        this.#problem({
          kind: 'definition-cut-short',
          at: this.#at(frame, start, Math.max(start, line.end)),
          data: { name: open.name, by },
          related: open.at,
        });
      }
      return;
    }
    if (atLeast(this.options.version, '2.2.0') && matchInclude(content)) {
      // keepalived's copy has an empty line there. What the writer meant is the line itself, as the parent process reads it.
      const at = this.#at(frame, start, end);
      this.#problem({ kind: 'definition-cut-short', at, data: { name: open.name, by: 'include' }, related: open.at });
    }
    const joins = finalBackslash >= 0 || commentJoins;
    const more = joins || content.endsWith('\\');
    const value = trimEnd(MappedText.of(source, start, more && !joins ? end - 1 : end, through));
    this.#addLine(open, value, more);
    if (more) return;
    if (comment && source.text.slice(stripped.comment, line.end).endsWith('\\')) {
      const at = this.#at(frame, stripped.comment, line.end);
      this.#problem({ kind: 'definition-cut-short', at, data: { name: open.name, by: 'comment' }, related: open.at });
    }
  }

  /** Takes one more line into a definition; the last one ends it. */
  #addLine(open: OpenDefinition, value: MappedText, more: boolean): void {
    const multiLine = more || open.lines.length > 0;
    if (value.length > 0) open.lines.push(value);
    if (!more) this.#closeDefinition(open, multiLine);
  }

  #closeDefinition(open: OpenDefinition, multiLine: boolean): void {
    this.#open = null;
    const step: Through = { ...open.at, by: 'definition', name: open.name };
    this.#definitions.set(open.name, { name: open.name, lines: open.lines, multiLine, step });
  }

  #define(line: MappedText, name: string, valueStart: number): void {
    const at = originOf(line, 0, valueStart);
    const value = line.slice(valueStart);
    if (value.text.endsWith('\\')) {
      const first = trimEnd(value.slice(0, value.length - 1));
      this.#open = { name, at, lines: first.length > 0 ? [first] : [] };
      return;
    }
    const step: Through = { ...at, by: 'definition', name };
    this.#definitions.set(name, { name, lines: value.length > 0 ? [value] : [], multiLine: false, step });
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
    pending.names.forEach((name, i) => {
      const value = round.value[i] ?? '';
      const piece = { text: value, source: pending.step.source, offset: pending.step.offset, fixedEnd: pending.step.end, through: [] };
      this.#definitions.set(name, {
        name,
        lines: value === '' ? [] : [new MappedText([piece])],
        multiLine: false,
        step: { ...pending.step, by: 'definition', name },
      });
    });
    this.#generatedLine(pending.text.reachedBy(pending.step), true);
  }

  /** A line that no file holds as it is. */
  #generatedLine(line: MappedText, special: boolean): void {
    const at = line.length > 0 ? originOf(line, 0, line.length) : null;
    if (!at || !this.#spend(32 + line.length, at)) return;
    const last = line.pieces.at(-1);
    if (this.#open) {
      this.#collectGenerated(this.#open, line);
      return;
    }
    this.#logicalLine(line, special);
    if (last) this.#output.insert({ text: '\n', source: last.source, offset: at.offset, fixedEnd: at.end, through: last.through });
  }

  #collectGenerated(open: OpenDefinition, line: MappedText): void {
    const more = line.text.endsWith('\\');
    this.#addLine(open, trimEnd(more ? line.slice(0, line.length - 1) : line), more);
  }

  /** Counts generated text; false once the view has had too much of it. Whatever waits is then given up. */
  #spend(weight: number, at: Origin): boolean {
    this.#spent += weight;
    if (this.#spent <= LIMITS['expanded-size']) return true;
    if (!this.#exhausted) {
      this.#exhausted = true;
      this.#problem({ kind: 'limit', at, data: { what: 'expanded-size', limit: LIMITS['expanded-size'] } });
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
      this.#reportTrailingBackslash(rest);
      const include = matchInclude(rest.text);
      if (include && this.#include(rest, include, conditional !== null ? 'condition' : behindBrace ? 'brace' : null)) return;
      const brace = firstBrace(rest.text);
      if (brace < 0) {
        this.#reportMisplacedRepetition(rest);
        this.#emit(rest);
        return;
      }
      this.#reportMisplacedRepetition(rest.slice(0, brace));
      this.#emit(rest.slice(0, brace + 1));
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
      line = this.#stripAgain(result.line);
      if (this.#specialFromDefinition(line)) return null;
      if (!line.text.includes('$')) return line;
      if (atLeast(this.options.version, '2.4.0')) return this.#stripAgain(this.#settleLeft(result.line, result.left));
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
    for (const { problem } of here) this.#problem(problem());
    return here.reduceRight(withoutBraces, line);
  }

  /** `@ID` and `@^ID`: what is left of the line, or that nothing is. */
  #condition(rest: MappedText, behindBrace: boolean): { stop: boolean; rest: MappedText; id: string | null } {
    const { text } = rest;
    if (!text.startsWith('@')) return { stop: false, rest, id: null };
    const match = /^@(\^?)([^ \t]*)([ \t]*)/.exec(text);
    const negated = match?.[1] === '^' && atLeast(this.options.version, '2.0.9');
    const id = (negated ? '' : (match?.[1] ?? '')) + (match?.[2] ?? '');
    const length = match?.[0].length ?? 1;
    const head = originOf(rest, 0, length - (match?.[3]?.length ?? 0));
    if (id === '' || length === text.length) this.#problem({ kind: 'condition-without-effect', at: head, data: { id } });
    else this.#configIds.add(id);
    // Before 2.0.9 the `^` is a part of the id, so that a node may have it for its name: one that was set up then still has.
    if (negated && id === '' && length < text.length) this.#configIds.add('^');
    const holds = (id !== '' && id === this.options.configId) !== negated;
    const behind = rest.slice(length);
    if (holds) {
      const second = /^@\^?([^ \t]*)/.exec(behind.text);
      if (second && behind.length > 0) {
        this.#problem({ kind: 'condition-twice', at: originOf(behind, 0, second[0].length), data: { first: id, second: second[1] ?? '' } });
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
    const inFile = this.#cursor !== null && frame !== undefined;
    if (definition && behind.text.endsWith('\\') && inFile) {
      const rest = this.#skipContinuation(frame);
      this.#problem({ kind: 'condition-on-multi-line-definition', at: head, data: { id, name: definition.name, rest } });
    } else if (behindBrace && /^[^"]*\}/.test(behind.text)) {
      this.#problem({ kind: 'condition-swallows-brace', at: head, data: { id } });
      return { stop: false, rest: behind.slice(behind.text.indexOf('}')), id };
    } else if (inFile && this.#cursor && opensBlock(behind.text, frame.source.text, frame.position, this.#isHidden)) {
      frame.balanced ??= isBalanced(frame.source.text, this.#isHidden);
      const end = frame.balanced ? 'hidden' : hiddenBlockEnd(behind.text, frame.source.text, frame.position, this.#isHidden);
      if (end === 'unending') {
        // Looking again from a later line would be as vain; the missing brace itself is reported elsewhere.
        frame.balanced = true;
      } else if (end !== 'hidden') {
        this.#problem({ kind: 'condition-hides-brace', at: head, data: { id, rest: { start: frame.position, end } } });
        this.#skipTo(frame, end);
      }
    }
    return { stop: true, rest: behind, id };
  }

  /** Whether a line of the file begins with a condition that does not hold. */
  readonly #isHidden = (line: string): boolean => {
    const match = /^[ \t]*@(\^?)([^ \t]*)([ \t]+\S)?/.exec(line);
    if (!match) return false;
    const id = match[2] ?? '';
    if (id !== '' && match[3] !== undefined) this.#configIds.add(id);
    return (id !== '' && id === this.options.configId) === (match[1] === '^');
  };

  #skipTo(frame: Frame, offset: number): void {
    const { source, through } = frame;
    const cursor = this.#cursor;
    if (!cursor) return;
    this.#output.blank(source, cursor.position, cursor.end, through);
    const skipped = source.text.slice(cursor.end, offset);
    let at = cursor.end;
    for (const line of skipped.split(/(?<=\n)/)) {
      const length = line.endsWith('\n') ? line.length - 1 : line.length;
      this.#output.blank(source, at, at + length, through);
      if (line.endsWith('\n')) this.#output.copy(source, at + length, at + line.length, through);
      at += line.length;
    }
    cursor.written = true;
    frame.position = offset;
  }

  #skipContinuation(frame: Frame): Span {
    const { text } = frame.source;
    const start = frame.position;
    let at = start;
    for (let more = true; more && at < text.length; ) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      const stripped = strip(text, at, end);
      more = stripped.finalBackslash >= 0 || (stripped.end > stripped.start && text[stripped.end - 1] === '\\');
      at = newline < 0 ? text.length : newline + 1;
    }
    this.#skipTo(frame, at);
    return { start, end: at };
  }

  /** `$NAME=` and `~SEQ(`: true when the line was one of them. */
  #definitionOrRepetition(rest: MappedText): boolean {
    const definition = matchDefinition(rest.text);
    if (definition) {
      this.#define(rest, definition.name, definition.valueStart);
      return true;
    }
    const spaced = matchSpacedDefinition(rest.text);
    if (spaced !== null) {
      this.#problem({ kind: 'definition-space-before-equals', at: originOf(rest, 0, rest.text.indexOf('=') + 1), data: { name: spaced } });
      return true;
    }
    if (!rest.text.startsWith('~')) return false;
    const parts = matchRepetition(rest.text);
    if (!parts) {
      const word = /^\S+/.exec(rest.text)?.[0] ?? '~';
      this.#problem({ kind: 'repetition-not-first', at: originOf(rest, 0, word.length), data: { text: word } });
      return true;
    }
    const name = rest.text.slice(0, parts.textStart).trimEnd();
    const at = originOf(rest, 0, name.length);
    const repetition = readRepetition(parts, this.options.version, (numbers) => this.#replaceIn(numbers, at));
    if (typeof repetition === 'string') {
      this.#problem({ kind: 'invalid-repetition', at, data: { text: name, why: repetition } });
      return true;
    }
    const text = rest.slice(parts.textStart);
    if (text.length === 0) return true;
    const step: Through = { ...at, by: 'repetition', name };
    this.#pending.push({ kind: 'rounds', names: repetition.names, rounds: repetition.rounds[Symbol.iterator](), text, step });
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
      this.#problem({ kind: 'condition-from-definition', at: originOf(rest, 0, id.length + 1), data: { id } });
      return true;
    }
    if (first !== '~' && !matchDefinition(rest.text)) return false;
    const { version } = this.options;
    const again = rest.text.includes('$') ? !atLeast(version, '2.4.0') : !atLeast(version, '2.1.0');
    if (again) return this.#definitionOrRepetition(rest);
    if (first !== '~') return false;
    this.#problem({ kind: 'repetition-not-first', at: originOf(rest, 0, rest.length), data: { text: /^\S+/.exec(rest.text)?.[0] ?? '~' } });
    return true;
  }

  #reportMisplacedRepetition(rest: MappedText): void {
    const index = rest.text.search(/~(?:SEQx?|LST)\(/);
    if (index < 0) return;
    const word = /^\S+/.exec(rest.text.slice(index))?.[0] ?? '~';
    this.#problem({ kind: 'repetition-not-first', at: originOf(rest, index, index + word.length), data: { text: word } });
  }

  #reportTrailingBackslash(rest: MappedText): void {
    // A pair of backslashes is a word, not an attempt to join lines.
    if (!/(?:^|[^\\])(?:\\\\)*\\$/.test(rest.text)) return;
    this.#problem({ kind: 'trailing-backslash', at: originOf(rest, rest.length - 1, rest.length), data: {} });
  }

  /** After a replacement the line is stripped once more: a `#` out of a definition begins a comment. */
  #stripAgain(line: MappedText): MappedText {
    const stripped = strip(line.text, 0, line.length);
    if (stripped.openQuote >= 0) {
      this.#problem({ kind: 'unterminated-quote', at: originOf(line, stripped.openQuote, stripped.openQuote + 1), data: {} });
    }
    const content = line.slice(stripped.start, stripped.end);
    return stripped.finalBackslash >= 0 ? content.concat(line.slice(stripped.finalBackslash)) : content;
  }

  /** Writes the next part of the line; what a file holds between its pieces is blanked. */
  #emit(line: MappedText): void {
    const cursor = this.#cursor;
    for (const [index, piece] of line.pieces.entries()) {
      if (
        piece.fixedEnd !== null ||
        !cursor ||
        piece.source !== cursor.source ||
        piece.offset < cursor.position ||
        piece.offset >= cursor.end
      ) {
        this.#output.insert(piece);
        if (cursor && piece.fixedEnd !== null && piece.source === cursor.source && piece.fixedEnd <= cursor.end) {
          cursor.position = Math.max(cursor.position, piece.fixedEnd);
        }
        continue;
      }
      // Pieces of one line touch, whatever was dropped between them.
      if (index === 0) this.#output.blank(cursor.source, cursor.position, piece.offset, piece.through);
      this.#output.copy(cursor.source, piece.offset, piece.offset + piece.text.length, piece.through);
      cursor.position = piece.offset + piece.text.length;
    }
  }

  // ---- includes ----------------------------------------------------------------------------------------------------

  /** Switches to the files of an include line; false when the line is none for this version. */
  #include(line: MappedText, include: IncludeLine, before: 'condition' | 'brace' | null): boolean {
    const { form, pattern } = include;
    const at = originOf(line, 0, line.length);
    if (pattern === '' || !knowsForm(form, this.options.version)) {
      this.#problem({ kind: 'include-malformed', at, data: { form } });
      return true;
    }
    const from = before ?? generatedBy(line);
    if (from) this.#problem({ kind: 'include-read-twice', at, data: { pattern, from } });
    const patternAt = originOf(line, include.patternStart, include.patternStart + pattern.length);
    if (/["'\s]|\}$/.test(pattern.replace(/\{[^{}]*\}/g, ''))) {
      this.#problem({ kind: 'include-quoted', at: patternAt, data: { pattern } });
    }
    const patterns = alternatives(pattern, LIMITS['include-alternatives']);
    if (!patterns) {
      const data = { what: 'include-alternatives', limit: LIMITS['include-alternatives'] } as const;
      this.#problem({ kind: 'limit', at: patternAt, data });
      return true;
    }
    const found: { path: string; source: Source }[] = [];
    for (const one of patterns) found.push(...this.#matches(one, patterns.length > 1 ? one : null, include, patternAt));
    // Frames are a stack: the first file is to be read first.
    const step: Through = { ...patternAt, by: 'include', name: pattern };
    const through = [...(line.pieces[0]?.through ?? []), step];
    for (const { path, source } of found.reverse()) this.#enter(source, path, this.#reader, through);
    return true;
  }

  /** Whether the directory exists in which a wildcard is looked for: what stands before the first part that has one. */
  #hasDirectory(pattern: string, from: Source): boolean {
    const fixed = pattern.split('/').slice(0, -1);
    const wild = fixed.findIndex((part) => hasWildcard(part));
    const directory = (wild < 0 ? fixed : fixed.slice(0, wild)).join('/');
    const [path] = directory === '' ? [] : this.options.files.match(directory, false, from);
    return path === undefined || this.options.files.read(path) !== 'missing';
  }

  #matches(pattern: string, alternative: string | null, include: IncludeLine, at: Origin): { path: string; source: Source }[] {
    const { files } = this.options;
    const from = this.#frames.at(-1)?.source ?? this.root;
    const wildcard = hasWildcard(pattern);
    const paths = files.match(pattern, wildcard, from);
    const found: { path: string; source: Source }[] = [];
    const chain: Frame[] = [];
    for (let frame = this.#reader; frame; frame = frame.includedBy) chain.unshift(frame);
    const missing = (): void => {
      // Where its directory is missing too, a wildcard is reported as a name is.
      const data = { form: include.form, pattern: include.pattern, wildcard: wildcard && this.#hasDirectory(pattern, from), alternative };
      this.#problem({ kind: 'include-missing', at, data });
    };
    if (paths.length === 0) missing();
    for (const path of paths) {
      if (this.#included >= LIMITS['include-count'] || chain.length >= LIMITS['include-depth']) {
        const what = this.#included >= LIMITS['include-count'] ? 'include-count' : 'include-depth';
        this.#problem({ kind: 'limit', at, data: { what, limit: LIMITS[what] } });
        break;
      }
      const read = files.read(path);
      if (chain.some((frame) => frame.path === path || frame.source === read)) {
        const names = chain.map((frame) => frame.source.path);
        this.#problem({ kind: 'include-loop', at, data: { path: files.show(path), chain: [...names, files.show(path)] } });
      } else if (typeof read !== 'string') {
        this.#included++;
        found.push({ path, source: read });
      } else if (read === 'missing') {
        missing();
      } else if (read === 'outside') {
        this.#problem({ kind: 'include-outside', at, data: { path: files.show(path) } });
      } else {
        this.#problem({ kind: 'include-unreadable', at, data: { form: include.form, path: files.show(path), reason: read } });
      }
    }
    return found;
  }

  #enter(source: Source, path: string | null, includedBy: Frame | null, through: readonly Through[]): void {
    if (!this.#sources.includes(source)) this.#sources.push(source);
    this.#frames.push({
      source,
      path,
      includedBy,
      through,
      position: 0,
      lineEnd: -1,
      nulLines: 0,
      firstNul: 0,
      nextNul: -1,
      balanced: null,
    });
  }

  #leave(frame: Frame): void {
    this.#frames.pop();
    if (frame.nulLines > 0) {
      this.#problem({ kind: 'nul-byte', at: this.#at(frame, frame.firstNul, frame.firstNul + 1), data: { count: frame.nulLines } });
    }
  }

  // ---- problems ----------------------------------------------------------------------------------------------------

  #at(frame: Frame, offset: number, end: number): Origin {
    return frame.through.length > 0 ? { source: frame.source, offset, end, through: frame.through } : { source: frame.source, offset, end };
  }

  /** Each problem once a place, however often a repetition or an include leads there. */
  #problem(problem: Problem): void {
    // Of the files that one line names, keepalived may leave out one, and only kvlint another.
    const reason = problem.kind === 'include-unreadable' ? problem.data.reason : '';
    const key = `${problem.kind} ${reason} ${problem.at.offset} ${problem.at.source.path}`;
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.#problems.push(problem);
  }
}

/**
 * The text of a stripped line. Of `\#` the `#` stays: so the first of keepalived's processes reads it, and the writer meant it. A final
 * backslash moves up to the last word.
 */
function strippedLine(source: Source, stripped: Stripped, through: readonly Through[]): MappedText {
  const { start, end, escapes, finalBackslash } = stripped;
  if (escapes.length === 0 && finalBackslash < 0) return MappedText.of(source, start, end, through);
  const pieces: Piece[] = [];
  let from = start;
  for (const escape of [...escapes, end]) {
    if (from < escape) pieces.push({ text: source.text.slice(from, escape), source, offset: from, fixedEnd: null, through });
    from = escape + 1;
  }
  if (finalBackslash >= 0) pieces.push({ text: '\\', source, offset: finalBackslash, fixedEnd: null, through });
  return new MappedText(pieces);
}

/** What else than the lines of a file the start of a line comes from. */
function generatedBy(line: MappedText): 'definition' | 'repetition' | null {
  const first = line.pieces[0];
  const step = first?.through.at(-1)?.by;
  if (step === 'repetition') return step;
  return step === 'definition' && first?.fixedEnd !== null ? step : null;
}

function trimStart(text: MappedText): MappedText {
  let start = 0;
  while (start < text.length && isBlank(text.text.charCodeAt(start))) start++;
  return text.slice(start);
}

function trimEnd(text: MappedText): MappedText {
  let end = text.length;
  while (end > 0 && isBlank(text.text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

function endsInBackslash(text: string, start: number, end: number): boolean {
  // The scan for escapes goes on inside the comment, so a pair of backslashes is one escape.
  let backslash = false;
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) !== 92) continue;
    if (i + 1 >= end) backslash = true;
    else i++;
  }
  return backslash;
}

function nextLineContinues(text: string, lineEnd: number): boolean {
  const newline = text.indexOf('\n', lineEnd);
  if (newline < 0) return false;
  const end = text.indexOf('\n', newline + 1);
  return /\\[ \t]*\r?$/.test(text.slice(newline + 1, end < 0 ? text.length : end));
}
