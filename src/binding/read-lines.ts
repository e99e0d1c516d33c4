import type { BlockKeyword, ListKeyword, ValueKeyword } from '../../grammar/keywords/keyword.ts';
import type { Block, Node, Statement, Word } from '../../grammar/tree.ts';
import type { ArgumentValue, Bound, BoundArgument, BoundBlock, BoundLine, BoundList, BoundValue } from './bound.ts';
import type { LineReading } from './line-reading.ts';

const NONE: readonly never[] = [];

/** What the binder makes of a line. Its arguments are made when they are asked for, of what all lines of the same text have in common. */
class ReadLine<N extends Node> {
  constructor(
    readonly node: N,
    protected readonly reading: LineReading,
  ) {}

  get args(): readonly BoundArgument[] {
    return this.reading.argsOf(this.node);
  }

  get first(): ArgumentValue | undefined {
    return this.reading.first;
  }

  get fits(): boolean {
    return this.reading.fits;
  }
}

export class ReadValue extends ReadLine<Node> implements BoundValue {
  constructor(
    readonly keyword: ValueKeyword,
    node: Node,
    reading: LineReading,
    public valid: boolean,
  ) {
    super(node, reading);
  }
}

export class ReadBlock extends ReadLine<Block> implements BoundBlock {
  children: readonly Bound[] = NONE;

  constructor(
    readonly keyword: BlockKeyword,
    node: Block,
    reading: LineReading,
    public valid: boolean,
    readonly form: Word | null,
  ) {
    super(node, reading);
  }
}

export class ReadList extends ReadLine<Block> implements BoundList {
  entries: readonly Statement[] = NONE;
  lines: readonly BoundLine[] = NONE;

  constructor(
    readonly keyword: ListKeyword,
    node: Block,
    reading: LineReading,
  ) {
    super(node, reading);
  }
}

export class ReadEntry extends ReadLine<Statement> implements BoundLine {
  get valid(): boolean {
    return this.reading.valid;
  }
}
