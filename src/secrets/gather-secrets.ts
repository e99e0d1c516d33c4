import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Source } from '../../grammar/source.ts';
import type { Tree } from '../../grammar/tree.ts';
import { commandSecrets } from './command-secrets.ts';
import { findSecrets } from './find-secrets.ts';
import type { Redactor } from './redact.ts';

/** Tells a redactor of every secret that keepalived reads in a view. */
export function gatherSecrets(expansion: Expansion, tree: Tree, redactor: Redactor): void {
  for (const { start, end } of findSecrets(tree, expansion)) redactor.add(expansion.text.slice(start, end));
  for (const { at } of expansion.problems.filter(({ kind }) => kind === 'line-too-long')) {
    // keepalived reads the rest of such a line as words of their own, or drops the line and reads the rest.
    const line = at.source.line(at.source.at(at.offset).line);
    const secret = LONG_SECRET.exec(line)?.[1];
    for (const word of secret?.split(/\s+/, MOST_WORDS) ?? []) redactor.add(word);
    if (secret !== undefined) redactor.add(/^\S*/.exec(at.source.text.slice(at.end, at.end + line.length))?.[0] ?? '');
  }
}

/** The same for a file: what its definitions and repetitions hold may become something else before keepalived reads it. */
export function gatherFileSecrets({ text }: Source, redactor: Redactor): void {
  // Whatever is neither is a part of the text that has been read.
  if (!/[~$]/.test(text)) return;
  for (const { start, end } of commandSecrets(text)) redactor.add(text.slice(start, end));
}

/** Of a line that goes on and on. */
const MOST_WORDS = 20;

const LONG_SECRET = /\b(?:auth_pass|key[ \t]+\d+|pass\w*|secret)[ \t]+(.*)/i;
