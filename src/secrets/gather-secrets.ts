import type { Expansion, Origin } from '../../grammar/expand/expansion.ts';
import type { Source } from '../../grammar/source.ts';
import type { Span, Tree } from '../../grammar/tree.ts';
import { secretsByKeyword, secretsByText } from './find-secrets.ts';
import { innerText, LINE_END } from './inner-text.ts';
import { matchesOf } from './matches.ts';
import { isExpression, isReference } from './no-secret.ts';
import { Redactor } from './redact.ts';
import { fileSecrets } from './text-secrets.ts';

/** A redactor that knows all secrets of one view and of its files. */
export function redactorOf(expansion: Expansion, tree: Tree): Redactor {
  const redactor = new Redactor();
  gatherSecrets(expansion, tree, redactor);
  gatherFileSecrets(expansion.sources, redactor);
  return redactor;
}

/** Tells a redactor of every secret that keepalived reads in a view, but for those of its files, of which it is told by {@link gatherFileSecrets}. */
export function gatherSecrets(expansion: Expansion, tree: Tree, redactor: Redactor): void {
  for (const span of secretsByKeyword(tree, expansion)) gatherSecret(span, expansion, redactor);
  if (expansion.text !== expansion.root.text) for (const span of secretsByText(expansion)) gatherSecret(span, expansion, redactor);
  for (const { at } of expansion.problems.filter(({ kind }) => kind === 'line-too-long')) gatherLongLine(at, redactor);
}

function gatherSecret(span: Span, expansion: Expansion, redactor: Redactor): void {
  const { start, end } = span;
  const value = expansion.text.slice(start, end);
  if (isExpression(span, expansion.text)) redactor.addExpression(value);
  else redactor.add(value);
  const origin = expansion.origin(start);
  for (const { source, offset } of [origin, ...(origin.through ?? [])]) redactor.addLine(source.path, source.at(offset).line);
}

/** keepalived reads the rest of a line that is too long as words of their own, or drops the line and reads the rest. */
function gatherLongLine({ source, offset, end }: Origin, redactor: Redactor): void {
  const line = source.line(source.at(offset).line);
  const secret = LONG_SECRET.exec(line)?.[1];
  for (const word of secret?.split(/\s+/, MOST_WORDS) ?? []) redactor.add(word);
  if (secret !== undefined) redactor.add(/^\S*/.exec(source.text.slice(end, end + line.length))?.[0] ?? '');
}

/** The same for files: comments, and definitions and repetitions that may become something else before keepalived reads them. */
export function gatherFileSecrets(sources: readonly Source[], redactor: Redactor): void {
  gatherTextSecrets(sources, redactor);
  for (const source of sources) {
    const inner = innerText(source);
    if (!inner) continue;
    gatherSecrets(inner.expansion, inner.tree, redactor);
    gatherTextSecrets([inner.expansion.root], redactor);
    for (let at = source.text.indexOf(LINE_END); at >= 0; at = source.text.indexOf(LINE_END, at + 1)) {
      redactor.addLine(source.path, source.at(at).line);
    }
  }
}

function gatherTextSecrets(sources: readonly Source[], redactor: Redactor): void {
  const names = new Set<string>();
  for (const source of sources) {
    for (const { start, end } of fileSecrets(source)) {
      const value = source.text.slice(start, end);
      for (const [, plain, braced] of matchesOf(REFERENCE, value)) names.add(plain ?? braced ?? '');
      if (!isReference(value)) addValue(value, source, start, redactor);
    }
  }
  if (names.size === 0) return;
  const definitions = sources.flatMap((source) => Array.from(source.text.matchAll(DEFINITION), (match) => ({ source, match })));
  // A name that is found on the way, in the value of another one, is visited in its turn: a set grows while it is walked.
  const byName = new Map<string, typeof definitions>();
  for (const each of definitions) {
    const name = each.match[1] ?? '';
    const same = byName.get(name) ?? [];
    byName.set(name, same);
    same.push(each);
  }
  for (const name of names) {
    for (const { source, match } of byName.get(name) ?? []) {
      const value = match[2]?.trim() ?? '';
      for (const [, plain, braced] of value.matchAll(REFERENCE)) names.add(plain ?? braced ?? '');
      for (const each of new Set([value, ...value.split(/\s+/)])) if (!isReference(each)) addValue(each, source, match.index, redactor);
    }
  }
  for (const source of sources) {
    for (const match of source.text.matchAll(LIST)) {
      const words = match[1]?.match(/[^\s,{}()]+/g) ?? [];
      if (!words.some((word) => names.has(word))) continue;
      for (const word of words) if (!names.has(word)) addValue(word, source, match.index, redactor);
    }
  }
}

function addValue(value: string, source: Source, offset: number, redactor: Redactor): void {
  // A quote inside it ends a word where the text is split into words.
  const trimmed = value.trim();
  redactor.add(trimmed);
  if (trimmed.length < value.length) redactor.add(value);
  if (/["']/.test(value)) for (const each of value.split(/["']/)) if (!ENDS_EXPRESSION.test(each)) redactor.add(each.trim());
  redactor.addLine(source.path, source.at(offset).line);
}

/** What is left of an expression of a template behind its last string, as of any other: `) }}`. */
const ENDS_EXPRESSION = /^[)\]\s]*(?:\}\}|%>)$/;

const REFERENCE = /\$(?:(\w+)|\{(\w+)\})/g;
/** A definition, also one with blanks around its sign, which keepalived takes for something else. */
const DEFINITION = /^[ \t]*\$(\w+)[ \t]*=[ \t]*([^\n]*)/gm;
/** What a repetition runs through, also where it is malformed or too new. */
const LIST = /~LST\(([^)\n]*)/g;

/** Of a line that goes on and on. */
const MOST_WORDS = 20;

const LONG_SECRET = /\b(?:auth_pass|key[ \t]+\d+|pass\w*|secret)[ \t]+(.*)/i;
