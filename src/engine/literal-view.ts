import type { Files } from '../../grammar/expand/files.ts';
import { STAND_IN, withoutMarks } from '../../grammar/literal-lines.ts';
import { createSource, type Source } from '../../grammar/source.ts';
import type { Target } from '../binding/target.ts';
import { originOf } from '../finding/locate.ts';
import { type LateMessage, type Message, type Spot, type Words, wordsOf } from '../rule/rule.ts';
import { expandView, type ViewAnalysis } from './analyse.ts';
import type { Sources } from './sources.ts';

/** A template with something neutral in place of its marks, so that its other lines can be looked at each by itself. */
export interface LiteralView {
  readonly view: ViewAnalysis;
  /** What is said of it, as it is told of the template; null where it is about a line with a mark. */
  told(message: Message | LateMessage): LateMessage | null;
}

/** The root file of a template alone: what it includes is read, if at all, by what it renders to. */
export function literalView(root: Source, target: Target, { shapes }: Sources): LiteralView {
  const { text, isLiteral } = withoutMarks(root.text);
  const source = createSource(root.path, text, root.holder);
  const view = expandView(source, null, target, NO_FILES, shapes);
  const isTold = (spot: Spot): boolean => {
    const { offset, end } = originOf(spot, view.expansion);
    return isLiteral(offset, end);
  };
  return {
    view,
    told(message) {
      if (message.follows || !isTold(message.at)) return null;
      const { at, verdict, severity } = message;
      return { at, ...(verdict && { verdict }), ...(severity && { severity }), words: () => wordsOfTemplate(wordsOf(message), isTold) };
    },
  };
}

/** Without a fix: what mends one line may move others, which are not known yet. */
function wordsOfTemplate({ summary, detail, advice, related = [] }: Words, isTold: (spot: Spot) => boolean): Words {
  return {
    summary: shortened(summary),
    ...(detail && { detail: shortened(detail) }),
    ...(advice && { advice: shortened(advice) }),
    related: related.filter(({ at }) => isTold(at)).map(({ at, message }) => ({ at, message: shortened(message) })),
  };
}

/** A mark of any length as one sign. */
function shortened(text: string): string {
  return text.replace(STAND_INS, STAND_IN);
}

const STAND_INS = new RegExp(`${STAND_IN}+`, 'g');

const NO_FILES: Files = { match: () => [], read: () => 'missing', directory: () => '', show: (path) => path };
