import { EmbeddedActionsParser } from 'chevrotain';
import type { Expansion } from './expand/expansion.ts';
import { tokenize } from './lexer.ts';
import { LineShapes } from './line-shape.ts';
import { CloseBrace, OpenBrace, TOKENS, Words } from './tokens.ts';
import type { Tree } from './tree.ts';
import { TreeBuilder } from './tree-builder.ts';

/**
 * The grammar, which accepts every sequence of tokens:
 *
 *     lines := ( Words | OpenBrace | CloseBrace )*
 *
 * As in keepalived, a brace is a line of its own wherever it stands. Which words a brace belongs to is the tree builder's to say:
 * a recursive rule for blocks would overflow on deep nesting and need the tokens of a whole file at once.
 */
class LineParser extends EmbeddedActionsParser {
  builder = new TreeBuilder();
  /** Where the text of the tokens begins in the whole text. */
  offset = 0;
  shapes = new LineShapes();

  readonly lines = this.RULE('lines', () => {
    const alternatives = [
      {
        ALT: () => {
          const words = this.CONSUME(Words);
          this.ACTION(() => this.builder.words(this.shapes.of(words.image), this.offset + words.startOffset));
        },
      },
      {
        ALT: () => {
          const brace = this.CONSUME(CloseBrace);
          this.ACTION(() => this.builder.close(this.offset + brace.startOffset));
        },
      },
      {
        ALT: () => {
          const brace = this.CONSUME(OpenBrace);
          this.ACTION(() => this.builder.open(this.offset + brace.startOffset));
        },
      },
    ];
    this.MANY(() => this.OR(alternatives));
  });

  constructor(skipValidations: boolean) {
    super(TOKENS, { recoveryEnabled: false, maxLookahead: 1, skipValidations });
    this.performSelfAnalysis();
  }
}

const parser = new LineParser(true);

/** Makes the tree of an expanded text. Every text has one. */
export function parse(expansion: Pick<Expansion, 'text'>): Tree {
  const builder = new TreeBuilder();
  parser.builder = builder;
  parser.shapes = new LineShapes();
  for (const { tokens, offset } of tokenize(expansion.text)) {
    parser.input = tokens;
    parser.offset = offset;
    parser.lines();
  }
  // It lives as long as the program, and is not to keep what it has read.
  parser.input = [];
  parser.builder = new TreeBuilder();
  parser.shapes = new LineShapes();
  return builder.end(expansion.text.length);
}

/** Builds the parser with Chevrotain's checks of the grammar, which a normal start leaves out. Throws when one fails. */
export function checkGrammar(): void {
  new LineParser(false);
}
