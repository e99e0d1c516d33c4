import type { Expansion, Origin } from '../../grammar/expand/expansion.ts';
import { partitionPoint } from '../../grammar/partition-point.ts';
import { lineWords, type Node, type Tree } from '../../grammar/tree.ts';
import type { Spot } from '../rule/rule.ts';
import { startOfLineIn } from './files-above.ts';

/** The text of one view, in which a message points. */
export interface ViewText {
  readonly expansion: Expansion;
  readonly tree: Tree;
}

/** Where in the blocks of a configuration a place is. Secrets are not masked. */
export interface BlockPlace {
  /** The blocks around it, outermost first, each by keyword and name; the last one is its own where it is in the header of a block. */
  readonly blocks: readonly string[];
  /** The first word of its line; empty where it is in no line of words, such as an include line. */
  readonly keyword: string;
}

export const NOWHERE: BlockPlace = { blocks: [], keyword: '' };

/** `origin`: the characters of the file that the spot stands for. */
export function blockPlace(spot: Spot, origin: Origin, text: ViewText): BlockPlace {
  const start = 'source' in spot ? offsetOf(origin, text.expansion) : ('span' in spot ? spot.span : spot).start;
  const blocks: string[] = [];
  let keyword = '';
  for (let nodes: readonly Node[] = text.tree.body; ; ) {
    const node = nodes[partitionPoint(nodes, ({ span }) => span.end <= start)];
    if (!node || node.span.start > start) break;
    const words = lineWords(node);
    keyword = words[0]?.raw ?? '';
    if (node.kind === 'statement') break;
    blocks.push(words.map(({ raw }) => raw).join(' '));
    if (start < node.header.end) break;
    keyword = '';
    nodes = node.body;
  }
  return { blocks, keyword };
}

/** Where the text of a view has what stands at a place of a file. */
function offsetOf(origin: Origin, expansion: Expansion): number {
  const { source, offset } = origin;
  const line = source.at(offset).line;
  const start = startOfLineIn(expansion, source.path, line);
  const guess = start + offset - source.lineStart(line);
  const { source: found, offset: at } = expansion.origin(guess);
  // What a definition has put into the line moves all that stands behind it.
  return found === source && at === offset
    ? guess
    : start + (/\S/.exec(expansion.text.slice(start, endOfLine(expansion.text, start)))?.index ?? 0);
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
