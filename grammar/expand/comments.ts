import type { Origin } from './expansion.ts';
import { type Frame, placeIn } from './frame.ts';
import type { Stripped } from './strip.ts';

/** What a comment must hold to be kept. */
const ADDRESSEE = 'kvlint';

/** Comments that name kvlint. The others are not looked at: large files have many. */
export class Comments {
  readonly list: Origin[] = [];

  /** `end`: the end of the line. */
  add(frame: Frame, { comment }: Stripped, end: number): void {
    if (comment < 0) return;
    if (frame.nextMention < comment) {
      const { text } = frame.source;
      const mention = text.indexOf(ADDRESSEE, comment);
      frame.nextMention = mention < 0 ? text.length : mention;
    }
    if (frame.nextMention < end) this.list.push(placeIn(frame, comment, end));
  }
}
