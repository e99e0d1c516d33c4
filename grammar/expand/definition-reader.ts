import type { Span } from '../tree.ts';
import type { Version } from '../version.ts';
import { atLeast } from '../version.ts';
import type { Definition } from './definitions.ts';
import type { Origin, Through } from './expansion.ts';
import { type Frame, placeIn } from './frame.ts';
import { matchInclude } from './include.ts';
import { nextLineContinues, trimEnd } from './line-text.ts';
import { MappedText } from './mapped-text.ts';
import type { Problems } from './problems.ts';
import type { Stripped } from './strip.ts';
import { originOf } from './substitute.ts';

/** Lines that a multi-line definition has collected so far. */
interface OpenDefinition {
  readonly name: string;
  readonly at: Origin;
  readonly lines: MappedText[];
}

/** Reads definitions, also those that span lines. */
export class DefinitionReader {
  readonly known = new Map<string, Definition>();
  #open: OpenDefinition | null = null;

  constructor(
    private readonly version: Version,
    private readonly problems: Problems,
  ) {}

  /** Whether the lines that follow belong to a definition. */
  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** Reads `$NAME=VALUE`; where the value ends in a backslash, the lines behind belong to it. */
  define(line: MappedText, name: string, valueStart: number): void {
    const at = originOf(line, 0, valueStart);
    const value = line.slice(valueStart);
    if (value.text.endsWith('\\')) {
      const first = trimEnd(value.slice(0, value.length - 1));
      this.#open = { name, at, lines: first.length > 0 ? [first] : [] };
      return;
    }
    const step: Through = { ...at, by: 'definition', name };
    this.known.set(name, { name, lines: value.length > 0 ? [value] : [], multiLine: false, step });
  }

  /** Takes a line of a file into the open definition. */
  collect(frame: Frame, line: Span, stripped: Stripped, commentJoins: boolean): void {
    const open = this.#open;
    if (!open) return;
    const { source, through } = frame;
    const { start, end, finalBackslash } = stripped;
    const comment = stripped.comment >= 0;
    const content = source.text.slice(start, end);
    if (content === '' && finalBackslash < 0) {
      if (commentJoins) return;
      this.#close(open, open.lines.length > 0);
      const continues = comment || line.end > line.start || nextLineContinues(source.text, line.end);
      if (continues) {
        const by = comment ? 'comment' : 'blank';
        this.problems.add({
          kind: 'definition-cut-short',
          at: placeIn(frame, start, Math.max(start, line.end)),
          data: { name: open.name, by },
          related: open.at,
        });
      }
      return;
    }
    if (atLeast(this.version, '2.2.0') && matchInclude(content)) {
      // keepalived's copy has an empty line there. What the writer meant is the line itself, as the parent process reads it.
      const at = placeIn(frame, start, end);
      this.problems.add({ kind: 'definition-cut-short', at, data: { name: open.name, by: 'include' }, related: open.at });
    }
    const joins = finalBackslash >= 0 || commentJoins;
    const more = joins || content.endsWith('\\');
    const value = trimEnd(MappedText.of(source, start, more && !joins ? end - 1 : end, through));
    this.#addLine(open, value, more);
    if (more) return;
    if (comment && source.text.slice(stripped.comment, line.end).endsWith('\\')) {
      const at = placeIn(frame, stripped.comment, line.end);
      this.problems.add({ kind: 'definition-cut-short', at, data: { name: open.name, by: 'comment' }, related: open.at });
    }
  }

  /** Takes a line that no file holds as it is into the open definition. */
  collectGenerated(line: MappedText): void {
    if (!this.#open) return;
    const more = line.text.endsWith('\\');
    this.#addLine(this.#open, trimEnd(more ? line.slice(0, line.length - 1) : line), more);
  }

  /** The value that a round of a repetition gives to the name by which its references are reached. */
  setForRound(step: Through, value: string): void {
    const { name, source, offset, end } = step;
    const piece = { text: value, source, offset, fixedEnd: end, through: [] };
    const lines = value === '' ? [] : [new MappedText([piece])];
    this.known.set(name, { name, lines, multiLine: false, step });
  }

  /** Takes one more line into a definition; the last one ends it. */
  #addLine(open: OpenDefinition, value: MappedText, more: boolean): void {
    const multiLine = more || open.lines.length > 0;
    if (value.length > 0) open.lines.push(value);
    if (!more) this.#close(open, multiLine);
  }

  #close(open: OpenDefinition, multiLine: boolean): void {
    this.#open = null;
    const step: Through = { ...open.at, by: 'definition', name: open.name };
    this.known.set(open.name, { name: open.name, lines: open.lines, multiLine, step });
  }
}
