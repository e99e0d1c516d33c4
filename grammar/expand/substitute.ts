import { closest } from '../closest.ts';
import type { Version } from '../version.ts';
import { atLeast } from '../version.ts';
import { type Definition, knownNames, predefined, predefinedWithParameters } from './definitions.ts';
import type { Origin, Through } from './expansion.ts';
import { LIMITS } from './limits.ts';
import { MappedText, type Piece, placeOfReference } from './mapped-text.ts';
import type { Problem } from './problem.ts';

/** What substitution needs to know of the machine around it. */
export interface SubstitutionContext {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly version: Version;
  readonly configId: string | null;
  /** Variables of keepalived's environment whose values are known. */
  readonly environment: ReadonlyMap<string, string>;
  directory(): string;
  problem(problem: Problem): void;
  /** Counts work that was done; false when there was too much of it in this view, which is then already reported. */
  spend(weight: number, at: Origin): boolean;
}

export interface Substituted {
  readonly line: MappedText;
  readonly replaced: boolean;
  /** The further lines of a multi-line definition that ended the line. */
  readonly following: readonly MappedText[];
  /** References that stay as they are, in the order of the line. */
  readonly left: readonly LeftReference[];
}

/** A reference that nothing replaces: offsets in the line, and what is wrong with it, which takes a search for names that look alike. */
export interface LeftReference {
  readonly start: number;
  readonly end: number;
  readonly problem: () => Problem;
}

const REFERENCE = /\$(?:\{([^{}]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g;

/**
 * Replaces `$NAME` and `${NAME}`, up to a value that begins the line with `~`. What is put in is looked at again, from its start; a
 * definition that leads back to itself is left out with a problem, where keepalived would never come to an end.
 */
export function substitute(original: MappedText, context: SubstitutionContext): Substituted {
  let line = original;
  let replaced = false;
  let following: readonly MappedText[] = [];
  let from = 0;
  let count = 0;
  const left: LeftReference[] = [];
  for (;;) {
    REFERENCE.lastIndex = from;
    const match = REFERENCE.exec(line.text);
    if (!match) return { line, replaced, following, left };
    const start = match.index;
    const end = start + match[0].length;
    const braces = match[1] !== undefined;
    const name = match[1] ?? match[2] ?? '';
    const site = line.pieceAt(start);
    if (!site || (!braces && !endsPlainReference(line.text, end, context.version))) {
      from = start + 1;
      continue;
    }
    const at = originOf(line, start, end);
    const value = look(name, braces, site.piece, at, line.text, start, end, context);
    if (typeof value === 'function') {
      left.push({ start, end, problem: value });
      from = end;
      continue;
    }
    if (++count > LIMITS.replacements) {
      context.problem({ kind: 'limit', at, data: { what: 'replacements', limit: LIMITS.replacements } });
      return { line: line.slice(0, start), replaced: true, following: [], left };
    }
    if (!context.spend(16 + 8 * line.pieces.length, at)) return { line: line.slice(0, start), replaced: true, following: [], left };
    const place = placeOfReference(site.piece, site.within, site.within + match[0].length, value.steps);
    // The first line may itself have ended in a definition of several lines, whose rest comes first.
    if (value.lines.length > 1) following = [...value.lines.slice(1).map((next) => next.at(place)), ...following];
    const first = (value.lines[0] ?? new MappedText([])).at(place);
    if (line.length - match[0].length + first.length > LIMITS['line-length']) {
      context.problem({ kind: 'limit', at, data: { what: 'line-length', limit: LIMITS['line-length'] } });
      return { line: line.slice(0, start), replaced: true, following: [], left };
    }
    line = line.replaced(start, end, first);
    replaced = true;
    from = start;
    // The rest belongs to the repetition, which sets names of its own.
    if (first.text.startsWith('~') && line.text.slice(0, start).trim() === '') return { line, replaced, following, left };
  }
}

interface Found {
  readonly lines: readonly MappedText[];
  readonly steps: readonly Through[];
}

const NOTHING: Found = { lines: [], steps: [] };

/** The value of a reference; a problem when it stays as it is, {@link NOTHING} when it is left out. */
function look(
  name: string,
  braces: boolean,
  piece: Piece,
  at: Origin,
  text: string,
  start: number,
  end: number,
  context: SubstitutionContext,
): Found | (() => Problem) {
  const definition = context.definitions.get(name);
  if (definition) {
    const { isInside, depth } = insideOf(name, piece);
    if (isInside) {
      const chain = piece.through.filter((step) => step.by === 'definition').map((step) => step.name);
      const only = definition.lines.every((line) => /^\$\{?\w+\}?$/.test(line.text));
      context.problem(
        only
          ? { kind: 'definition-loop', at, data: { name, chain: [...chain.slice(chain.indexOf(name)), name] }, related: definition.step }
          : { kind: 'definition-grows', at, data: { name }, related: definition.step },
      );
      return NOTHING;
    }
    if (depth >= LIMITS['definition-depth']) {
      context.problem({ kind: 'limit', at, data: { what: 'definition-depth', limit: LIMITS['definition-depth'] } });
      return NOTHING;
    }
    if (definition.multiLine && end < text.length) {
      return () => ({ kind: 'definition-not-last', at, data: { name }, related: definition.step });
    }
    return { lines: definition.lines, steps: [definition.step] };
  }
  const own = predefined(name, context.version, { directory: context.directory, configId: context.configId });
  if (own !== null) return { lines: [literal(own, piece)], steps: [] };
  const special = predefinedWithParameters(name, context.version);
  if (special && (braces || name === '_RANDOM')) {
    const known = special.name === '_ENV' ? context.environment.get(special.parameter) : undefined;
    if (known !== undefined) return { lines: [literal(known, piece)], steps: [] };
    if (special.name === '_ENV') context.problem({ kind: 'environment-reference', at, data: { name: special.parameter } });
    else if (end < text.length && !atLeast(context.version, '2.4.0')) context.problem({ kind: 'random-not-last', at, data: {} });
    return { lines: [literal(special.value, piece)], steps: [] };
  }
  return () => {
    const near = closest(name.trim(), knownNames(context.definitions));
    const quoted = (text.slice(0, start).split('"').length - 1) % 2 === 1;
    return { kind: 'undefined-definition', at, data: { name, braces, quoted, near } };
  };
}

/** Whether the value of a definition put a text where it is, and how many of them did. */
function insideOf(name: string, { through }: Piece): { readonly isInside: boolean; readonly depth: number } {
  let isInside = false;
  let depth = 0;
  for (const step of through) {
    if (step.by !== 'definition') continue;
    depth++;
    if (step.name === name) isInside = true;
  }
  return { isInside, depth };
}

function literal(text: string, piece: Piece): MappedText {
  return new MappedText([{ text, source: piece.source, offset: piece.offset, fixedEnd: piece.offset, through: piece.through }]);
}

/** A reference that stays, without its braces: as keepalived reads them, they would close the block. */
export function withoutBraces(line: MappedText, { start, end }: LeftReference): MappedText {
  const reference = line.slice(start, end);
  const piece = reference.pieces[0];
  if (!piece || reference.text[1] !== '{') return line;
  const text = `$${reference.text.slice(2, -1).trim()}`;
  const fixedEnd = piece.fixedEnd ?? piece.offset + piece.text.length;
  return line.replaced(start, end, new MappedText([{ ...piece, text, fixedEnd }]));
}

/** `$NAME` counts only before a blank or the end, since 2.1.0 also before a comma or `)`. */
function endsPlainReference(text: string, end: number, version: Version): boolean {
  if (end >= text.length) return true;
  const next = text[end] ?? '';
  return next === ' ' || next === '\t' || ((next === ',' || next === ')') && atLeast(version, '2.1.0'));
}

/** The origin of a part of a line: as far as its first piece goes. */
export function originOf(line: MappedText, start: number, end: number): Origin {
  const site = line.pieceAt(start);
  if (!site) throw new Error('an empty line has no origin');
  const { piece, within } = site;
  const offset = piece.fixedEnd === null ? piece.offset + within : piece.offset;
  const last = piece.fixedEnd ?? Math.max(offset, Math.min(piece.offset + within + (end - start), piece.offset + piece.text.length));
  const { source, through } = piece;
  return through.length > 0 ? { source, offset, end: last, through } : { source, offset, end: last };
}
