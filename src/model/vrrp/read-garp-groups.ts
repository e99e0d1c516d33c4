import type { Span, Word } from '../../../grammar/tree.ts';
import { type Bound, type BoundBlock, type BoundList, type BoundValue, isList, isValue } from '../../binding/bound.ts';
import { closingSpan, keywordSpan } from '../../binding/place.ts';
import type { CorrectionList } from '../correction.ts';
import { numberSetting, usedBlocks, valueSpan } from '../read-settings.ts';
import { fallback, type Setting } from '../setting.ts';
import type { GarpGroup } from './garp-group.ts';

/** Reads the garp groups; one without an interval is none. */
export function readGarpGroups(children: readonly Bound[], corrections: CorrectionList): readonly GarpGroup[] {
  const reader = new GarpGroupReader(corrections);
  return [...usedBlocks(children, 'garp_group')].flatMap((bound) => reader.read(bound) ?? []);
}

/** Seconds from which on keepalived doubts that a pause is meant. */
const LONGEST = 1;

class GarpGroupReader {
  private readonly correct: ReturnType<CorrectionList['about']>;
  /** The words by which interfaces have been given to a group; an interface can be in one only. */
  private readonly taken = new Map<string, Word>();

  constructor(corrections: CorrectionList) {
    this.correct = corrections.about('garp_group');
  }

  read(bound: BoundBlock): GarpGroup | null {
    let garpInterval: Setting<number | null> = fallback(null);
    let gnaInterval: Setting<number | null> = fallback(null);
    const interfaces: Word[] = [];
    for (const child of bound.children) {
      const { name } = child.keyword;
      if (isList(child)) {
        for (const word of wordsOf(child)) if (this.take(word, closingSpan(child.node))) interfaces.push(word);
      } else if (!isValue(child) || !child.valid) continue;
      else if (name === 'garp_interval') garpInterval = this.interval(child, garpInterval);
      else if (name === 'gna_interval') gnaInterval = this.interval(child, gnaInterval);
      else if (name === 'interface' && child.args[0] && this.take(child.args[0].word)) interfaces.push(child.args[0].word);
    }
    // A 0 is no interval.
    if (garpInterval.value || gnaInterval.value) return { block: bound.node, bound, garpInterval, gnaInterval, interfaces };
    this.correct('garp-group/no-interval', 'drops', 'reports', keywordSpan(bound.node), { reportedAt: closingSpan(bound.node) });
    return null;
  }

  private interval(line: BoundValue, before: Setting<number | null>): Setting<number | null> {
    const setting = numberSetting(line, before);
    const written = String(setting.value);
    if (setting.value !== null && setting.value >= LONGEST)
      this.correct('garp-group/interval-large', 'reports', 'logs', valueSpan(line), { written });
    return setting;
  }

  /** `reportedAt`: where keepalived says that it does not take it. */
  private take(word: Word, reportedAt: Span = word.span): boolean {
    const twin = this.taken.get(word.text);
    if (!twin) {
      this.taken.set(word.text, word);
      return true;
    }
    this.correct('garp-group/interface-twice', 'ignores', 'reports', word.span, { written: word.text, against: twin.span, reportedAt });
    return false;
  }
}

function wordsOf(list: BoundList): readonly Word[] {
  return list.lines.flatMap(({ args }) => args.map(({ word }) => word));
}
