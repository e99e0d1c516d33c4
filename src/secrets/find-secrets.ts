import type { Expansion } from '../../grammar/expand/expansion.ts';
import { vocabulary } from '../../grammar/keywords/index.ts';
import type { Keyword } from '../../grammar/keywords/keyword.ts';
import { memoized } from '../../grammar/memoized.ts';
import { lineWords, type Node, type Span, type Tree, type Word } from '../../grammar/tree.ts';
import { isReference } from './no-secret.ts';
import { fileSecrets, textSecrets } from './text-secrets.ts';

/** Which words of a line are secret: those from this one on (1: the first behind the keyword). */
type FirstSecret = number;

/** What each block says of its keywords; 0 for a keyword without secrets. */
type Secrecy = ReadonlyMap<string, FirstSecret>;

/** An unknown keyword is taken for a misspelt one that has a secret when its name sounds like that, or its block has such keywords. */
const SOUNDS_SECRET = /pas|secret|pwd|token/i;

interface SecretWords {
  readonly byBlock: ReadonlyMap<string, Secrecy>;
  readonly blocksWithSecrets: ReadonlySet<string>;
  /** For a block that does not know the keyword: every keyword there is, with a secret where it has one in any block. */
  readonly anywhere: Secrecy;
}

const NO_BLOCK = '';

/** Spans of the text that nobody may see. */
export function findSecrets(tree: Tree, expansion: Expansion): readonly Span[] {
  return [...secretsByKeyword(tree, expansion), ...secretsByText(expansion)];
}

/**
 * Words that the vocabulary calls secret. Found without regard to version, nesting and validity: a password in a misspelt or misplaced block is as
 * secret as any other.
 */
export const secretsByKeyword = memoized((tree: Tree, { text }: Expansion): readonly Span[] => {
  const secrets: Span[] = [];
  gather(text, tree.body, NO_BLOCK, wordsOf(vocabulary), secrets);
  return secrets;
});

/** What the words around it make a secret, such as a password in a URL. */
export const secretsByText = memoized(({ text, root }: Expansion): readonly Span[] =>
  (text === root.text ? fileSecrets(root) : textSecrets(text)).filter(({ start, end }) => {
    const value = text.slice(start, end);
    // Which braces belong to a value is known here better than by the text.
    return !isReference(value) && !/[{}]/.test(value);
  }),
);

const wordsOf = memoized(secretWords);

function secretWords(vocabulary: readonly Keyword[]): SecretWords {
  const byBlock = new Map<string, Map<string, FirstSecret>>();
  const blocksWithSecrets = new Set<string>();
  const anywhere = new Map<string, FirstSecret>();
  const index = (block: string, keywords: readonly Keyword[]): void => {
    const secrecy = byBlock.get(block) ?? new Map<string, FirstSecret>();
    byBlock.set(block, secrecy);
    for (const keyword of keywords) {
      const first = keyword.args.findIndex((argument) => argument.type === 'text' && argument.secret === true) + 1;
      secrecy.set(keyword.name, Math.max(first, secrecy.get(keyword.name) ?? 0));
      anywhere.set(keyword.name, Math.max(first, anywhere.get(keyword.name) ?? 0));
      if (first > 0) blocksWithSecrets.add(block);
      if (keyword.kind !== 'block') continue;
      index(keyword.name, keyword.keywords);
      // A block of secrets that has no name, with a word behind it all the same: somebody took it for a line.
      if (keyword.args.length === 0 && blocksWithSecrets.has(keyword.name)) {
        secrecy.set(keyword.name, 1);
        anywhere.set(keyword.name, 1);
      }
    }
  };
  index(NO_BLOCK, vocabulary);
  return { byBlock, blocksWithSecrets, anywhere };
}

function gather(text: string, nodes: readonly Node[], block: string, words: SecretWords, secrets: Span[]): void {
  const own = words.byBlock.get(block);
  const guarded = words.blocksWithSecrets.has(block);
  let awaited = false;
  for (const node of nodes) {
    const name = node.shape?.name ?? '';
    const known: FirstSecret | undefined = own?.get(name) ?? words.anywhere.get(name);
    const first: FirstSecret = known ?? (guarded || SOUNDS_SECRET.test(name) ? 1 : 0);
    const isHarmless: boolean = first === 0 && known !== undefined && !awaited && name !== 'auth_type';
    const line: readonly Word[] = isHarmless ? NO_WORDS : lineWords(node);
    if (name === 'auth_type') hideMisplaced(line, words, secrets);
    // A bare line among secrets: the secret without its keyword.
    if (guarded && known === undefined && node.kind === 'statement' && line.length === 1 && !LIKE_KEYWORD.test(name))
      secrets.push(node.keyword.span);
    if (awaited && known === undefined) hide(text, line, 0, words, secrets);
    else if (first > 0) hide(text, line, firstSecret(line, first), words, secrets);
    // A secret that was put on a line of its own, or that is too long for one.
    awaited = first > 0 && node.kind === 'statement' && (line.length === 1 || node.span.end - node.span.start > NEARLY_FULL);
    if (node.kind !== 'block') continue;
    if (first > 0 && !words.blocksWithSecrets.has(name)) hideAll(node.body, secrets);
    else gather(text, node.body, node.anonymous ? block : name, words, secrets);
  }
}

const NO_WORDS: readonly Word[] = [];

/** A word that somebody meant as a keyword of authentication. */
const LIKE_KEYWORD = /^(?:auth|key|pass)[A-Z_]*$/i;

/** What people write behind `auth_type`; anything else is the password, in the wrong place. */
const AUTHENTICATION = /^"?(?:pass(?:word)?|ah|simple|plain|text|md5|sha\w*|none|hmac\w*)"?[;,.]*$/i;

function hideMisplaced(line: readonly Word[], { anywhere }: SecretWords, secrets: Span[]): void {
  for (const word of line.slice(1)) if (!AUTHENTICATION.test(word.text) && !anywhere.has(word.text)) secrets.push(word.span);
}

/** Characters of a line of which keepalived may read the rest as a line of its own (it holds 1022 bytes). */
const NEARLY_FULL = 300;

/** Braces around a secret, as in `auth_pass {{ password }}`. */
function hideAll(nodes: readonly Node[], secrets: Span[]): void {
  for (const node of nodes) {
    for (const word of lineWords(node)) secrets.push(word.span);
    if (node.kind === 'block') hideAll(node.body, secrets);
  }
}

/** `key SECRET` without the number that comes first: what stands in its place is the secret. */
function firstSecret(line: readonly Word[], first: FirstSecret): FirstSecret {
  const misplaced = line.findIndex((word, index) => index > 0 && index < first && !/^\d+$/.test(word.text));
  return misplaced > 0 ? misplaced : first;
}

function hide(text: string, line: readonly Word[], from: number, words: SecretWords, secrets: Span[]): void {
  for (const word of line.slice(from)) secrets.push(word.span);
  const last = line.at(-1);
  if (last && line.length > from) hideBehindBraces(text, last.span.end, words, secrets);
}

/** A brace ends a word for keepalived; whoever wrote `auth_pass a{b}c` meant all of it. */
function hideBehindBraces(text: string, from: number, words: SecretWords, secrets: Span[]): void {
  PIECE.lastIndex = from;
  for (let piece = PIECE.exec(text); piece; piece = PIECE.exec(text)) {
    const [all, braces = '', word = ''] = piece;
    if (braces === '' || word === '' || words.anywhere.has(word)) return;
    secrets.push({ start: piece.index + braces.length, end: piece.index + all.length });
  }
}

const PIECE = /([{}]*)([^\s{}"]*)/y;
