import type { Node } from '../../grammar/tree.ts';
import { lineWords } from '../../grammar/tree.ts';
import type { Target } from '../binding/target.ts';
import type { RelatedLocation } from '../finding/finding.ts';
import { locate, wayTo } from '../finding/locate.ts';
import type { Unread } from '../finding/unread.ts';
import { redactorOf } from '../secrets/gather-secrets.ts';
import { analyseView } from './analyse.ts';
import type { Reader, Root } from './reader.ts';
import { Sources } from './sources.ts';
import { unreadOfView } from './unread-of-view.ts';

/** One line as keepalived reads it: words, or a brace. */
export interface ExpandedLine {
  /** Words as written, one blank between them, secrets masked; a block's line ends in ` {`, its end is `}`. */
  readonly text: string;
  /** How many blocks it is inside. */
  readonly depth: number;
  readonly path: string;
  readonly line: number;
  /** The includes, definitions and repetitions that put it there, nearest first. */
  readonly through: readonly RelatedLocation[];
}

/** A file as keepalived reads it. */
export interface ExpandedFile {
  readonly lines: readonly ExpandedLine[];
  /** The config-ids that its conditions name. */
  readonly configIds: readonly string[];
  /** Included files that were not read, though keepalived may well read them: their lines are missing. */
  readonly unread: readonly Unread[];
}

export interface ExpandFileOptions {
  readonly configId: string | null;
  readonly target: Target;
}

/** What keepalived of one version would read of a file for one config-id. Throws `UnreadableRootError`. */
export function expandFile(root: Root, reader: Reader, options: ExpandFileOptions): ExpandedFile {
  const { configId, target } = options;
  const { expansion, tree } = analyseView(root, configId, target, new Sources(reader));
  const redactor = redactorOf(expansion, tree);
  const lines: ExpandedLine[] = [];
  const add = (text: string, depth: number, offset: number): void => {
    const origin = expansion.origin(offset);
    const { path, line } = locate(origin);
    lines.push({ text: redactor.mask(text, redactor.holdsSecret(path, line)), depth, path, line, through: wayTo(origin) });
  };
  const write = (nodes: readonly Node[], depth: number): void => {
    for (const node of nodes) {
      const words = lineWords(node).map((word) => word.raw);
      if (node.kind === 'statement') {
        add(words.join(' '), depth, node.span.start);
        continue;
      }
      add([...words, '{'].join(' '), depth, node.span.start);
      write(node.body, depth + 1);
      if (node.close) add('}', depth, node.close.start);
    }
  };
  write(tree.body, 0);
  return { lines, configIds: [...expansion.configIds], unread: unreadOfView({ expansion, tree }, redactor) };
}
