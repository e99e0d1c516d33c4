import { EmbeddedActionsParser } from 'chevrotain';
import type { Expansion } from './expand/expansion.ts';
import { tokenize } from './lexer.ts';
import { LineShapes } from './line-shape.ts';
import { CloseBrace, OpenBrace, TOKENS, Words } from './tokens.ts';
import type { Tree } from './tree.ts';
import { TreeBuilder } from './tree-builder.ts';

const NO_SHAPES = new LineShapes();

/**
 * The grammar, which accepts every sequence of tokens:
 *
 *     lines := ( Words | OpenBrace | CloseBrace )*
 *
 * As in keepalived, a brace is a line of its own wherever it stands. Which words a brace belongs to is the tree builder's to say:
 * a recursive rule for blocks would overflow on deep nesting and need the tokens of a whole file at once.
 */
class LineParser extends EmbeddedActionsParser {
  builder: TreeBuilder;
  shapes: LineShapes;

  readonly lines = this.RULE('lines', () => {
    // Without Chevrotain's ACTION, which costs a closure for each line: what its recording of the grammar builds is thrown away.
    const alternatives = [
      {
        ALT: () => {
          const words = this.CONSUME(Words);
          this.builder.words(this.shapes.of(words.image), words.startOffset);
        },
      },
      {
        ALT: () => {
          const brace = this.CONSUME(CloseBrace);
          this.builder.close(brace.startOffset);
        },
      },
      {
        ALT: () => {
          const brace = this.CONSUME(OpenBrace);
          this.builder.open(brace.startOffset);
        },
      },
    ];
    this.MANY(() => this.OR(alternatives));
  });

  constructor(skipValidations: boolean) {
    super(TOKENS, { recoveryEnabled: false, maxLookahead: 1, skipValidations });
    this.builder = new TreeBuilder();
    this.shapes = new LineShapes();
    this.performSelfAnalysis();
    this.begin(NO_SHAPES);
  }

  /** Begins a tree. What was read before is let go: the parser lives as long as the program. */
  begin(shapes: LineShapes): void {
    this.input = [];
    this.builder = new TreeBuilder();
    this.shapes = shapes;
  }
}

const parser = new LineParser(true);

/** Makes the tree of an expanded text. Every text has one. `shapes`: those of texts that have lines in common with it. */
export function parse(expansion: Pick<Expansion, 'text'>, shapes: LineShapes = new LineShapes()): Tree {
  shapes.begin(expansion.text.length);
  parser.begin(shapes);
  const { builder } = parser;
  for (const tokens of tokenize(expansion.text)) {
    parser.input = tokens;
    parser.lines();
  }
  parser.begin(NO_SHAPES);
  return builder.end(expansion.text.length);
}

/** Builds the parser with Chevrotain's checks of the grammar, which a normal start leaves out. Throws when one fails. */
export function checkGrammar(): void {
  new LineParser(false);
}
