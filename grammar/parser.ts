import { EmbeddedActionsParser } from 'chevrotain';
import type { Expansion } from './expand/expansion.ts';
import { tokenize } from './lexer.ts';
import { CloseBrace, Newline, OpenBrace, OpenQuote, PlainWord, QuotedWord, TOKENS } from './tokens.ts';
import { type Tree, Word } from './tree.ts';
import { TreeBuilder } from './tree-builder.ts';

/** Longer words, and words beyond so many different ones, are seldom there twice. */
const LONGEST_SHARED = 40;
const MOST_SHARED = 5000;

/**
 * The grammar, which accepts every sequence of tokens:
 *
 *     lines := ( Newline | OpenBrace | CloseBrace | words )*
 *     words := ( PlainWord | QuotedWord | OpenQuote )+
 *
 * As in keepalived, a brace is a line of its own wherever it stands. Which words a brace belongs to is the tree builder's to say:
 * a recursive rule for blocks would overflow on deep nesting and need the tokens of a whole file at once.
 */
class LineParser extends EmbeddedActionsParser {
  builder = new TreeBuilder();
  /** Where the text of the tokens begins in the whole text. */
  offset = 0;
  known = new Map<string, string>();

  readonly lines = this.RULE('lines', () => {
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Newline) },
        { ALT: () => this.SUBRULE(this.words) },
        {
          ALT: () => {
            const brace = this.CONSUME(OpenBrace);
            this.ACTION(() => this.builder.open(this.offset + brace.startOffset));
          },
        },
        {
          ALT: () => {
            const brace = this.CONSUME(CloseBrace);
            this.ACTION(() => this.builder.close(this.offset + brace.startOffset));
          },
        },
      ]);
    });
  });

  readonly words = this.RULE('words', () => {
    const words: Word[] = [];
    this.AT_LEAST_ONE(() => {
      const token = this.OR([
        { ALT: () => this.CONSUME(PlainWord) },
        { ALT: () => this.CONSUME(QuotedWord) },
        { ALT: () => this.CONSUME(OpenQuote) },
      ]);
      this.ACTION(() => words.push(new Word(this.shared(token.image), this.offset + token.startOffset)));
    });
    this.ACTION(() => this.builder.words(withoutSpareRoom(words)));
  });

  /** The same string for words that are the same. Most words of a large file are keywords, or values that many lines have. */
  private shared(image: string): string {
    if (image.length > LONGEST_SHARED) return image;
    const known = this.known.get(image);
    if (known !== undefined) return known;
    if (this.known.size < MOST_SHARED) this.known.set(image, image);
    return image;
  }

  constructor(skipValidations: boolean) {
    super(TOKENS, { recoveryEnabled: false, maxLookahead: 1, skipValidations });
    this.performSelfAnalysis();
  }
}

/** A copy has no room to spare, which push() leaves: that is half the memory of the tree. */
function withoutSpareRoom(words: readonly Word[]): readonly [Word, ...Word[]] {
  return words.slice() as [Word, ...Word[]];
}

const parser = new LineParser(true);

/** Makes the tree of an expanded text. Every text has one. */
export function parse(expansion: Pick<Expansion, 'text'>): Tree {
  const builder = new TreeBuilder();
  parser.known = new Map();
  for (const { tokens, offset } of tokenize(expansion.text)) {
    parser.input = tokens;
    parser.builder = builder;
    parser.offset = offset;
    parser.lines();
  }
  return builder.end(expansion.text.length);
}

/** Builds the parser with Chevrotain's checks of the grammar, which a normal start leaves out. Throws when one fails. */
export function checkGrammar(): void {
  new LineParser(false);
}
