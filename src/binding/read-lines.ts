import type { BlockKeyword, ListKeyword, ValueKeyword } from '../../grammar/keywords/keyword.ts';
import type { Block, Node, Statement, Word } from '../../grammar/tree.ts';
import type { Bound, BoundArgument, BoundBlock, BoundLine, BoundList, BoundValue } from './bound.ts';
import type { LineReading } from './line-reading.ts';

/*
 * What the binder makes of lines. Their arguments are made when they are asked for, of what all lines of the same text have in common.
 */

export class ReadValue implements BoundValue {
  constructor(
    readonly keyword: ValueKeyword,
    readonly node: Node,
    private readonly reading: LineReading,
    public valid: boolean,
  ) {}

  get args(): readonly BoundArgument[] {
    return this.reading.argsOf(this.node);
  }
}

export class ReadBlock implements BoundBlock {
  children: readonly Bound[] = [];

  constructor(
    readonly keyword: BlockKeyword,
    readonly node: Block,
    private readonly reading: LineReading,
    public valid: boolean,
    readonly form: Word | null,
  ) {}

  get args(): readonly BoundArgument[] {
    return this.reading.argsOf(this.node);
  }
}

export class ReadList implements BoundList {
  constructor(
    readonly keyword: ListKeyword,
    readonly node: Block,
    private readonly reading: LineReading,
    readonly entries: readonly Statement[],
    readonly lines: readonly BoundLine[],
  ) {}

  get args(): readonly BoundArgument[] {
    return this.reading.argsOf(this.node);
  }
}

export class ReadEntry implements BoundLine {
  constructor(
    readonly node: Statement,
    private readonly reading: LineReading,
  ) {}

  get args(): readonly BoundArgument[] {
    return this.reading.argsOf(this.node);
  }

  get valid(): boolean {
    return this.reading.valid;
  }
}
