import type { BoundValue } from '../../binding/bound.ts';
import { booleanSetting, numberSetting } from '../read-settings.ts';
import { fallback, given, type Setting } from '../setting.ts';
import type { CheckTiming } from './checker.ts';

const DELAY_LOOP = 60;
const CONNECT_TIMEOUT = 5;

/** What the lines of one level say about the timing of checks. */
class TimingLines {
  delayLoop: Setting<number> | null = null;
  retry: Setting<number> | null = null;
  delayBeforeRetry: Setting<number> | null = null;
  warmup: Setting<number> | null = null;
  connectTimeout: Setting<number> | null = null;
  alpha: Setting<boolean> | null = null;
}

const STANDARD: CheckTiming = {
  delayLoop: fallback(DELAY_LOOP),
  retry: fallback(null),
  delayBeforeRetry: fallback(null),
  warmup: fallback(null),
  connectTimeout: fallback(CONNECT_TIMEOUT),
  alpha: fallback(false),
};

/** A setting of a level above, as this one sees it. */
export function inherited<T>(setting: Setting<T>): Setting<T> {
  return fallback(setting.value, setting.node);
}

type Reader = (lines: TimingLines, line: BoundValue) => void;

const readRetry: Reader = (lines, line) => {
  lines.retry = numberSetting(line, lines.retry ?? fallback(1));
};

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['delay_loop', (lines, line) => Object.assign(lines, { delayLoop: numberSetting(line, lines.delayLoop ?? fallback(DELAY_LOOP)) })],
  ['retry', readRetry],
  ['nb_get_retry', readRetry],
  [
    'delay_before_retry',
    (lines, line) => Object.assign(lines, { delayBeforeRetry: numberSetting(line, lines.delayBeforeRetry ?? fallback(0)) }),
  ],
  ['warmup', (lines, line) => Object.assign(lines, { warmup: numberSetting(line, lines.warmup ?? fallback(0)) })],
  [
    'connect_timeout',
    (lines, line) => Object.assign(lines, { connectTimeout: numberSetting(line, lines.connectTimeout ?? fallback(CONNECT_TIMEOUT)) }),
  ],
  ['alpha', (lines, line) => Object.assign(lines, { alpha: line.keyword.kind === 'flag' ? given(true, line.node) : booleanSetting(line) })],
]);

/** Of all levels without a line about it. */
const NO_LINES: Readonly<TimingLines> = new TimingLines();

/** What has a checker's timing of its own, or takes it over from what it stands in. */
export abstract class Timed implements CheckTiming {
  /** The lines that set it here. */
  private timing: Readonly<TimingLines> = NO_LINES;

  /** Whose timing holds where no line sets it; undefined for keepalived's own. */
  protected abstract get outer(): CheckTiming | undefined;

  /** Takes over a line, if it is about timing. */
  readTiming(line: BoundValue): void {
    const read = READERS.get(line.keyword.name);
    if (!read) return;
    const lines = this.timing === NO_LINES ? new TimingLines() : this.timing;
    read(lines, line);
    this.timing = lines;
  }

  private get above(): CheckTiming {
    return this.outer ?? STANDARD;
  }

  get delayLoop(): Setting<number> {
    return this.timing.delayLoop ?? inherited(this.above.delayLoop);
  }

  get retry(): Setting<number | null> {
    return this.timing.retry ?? inherited(this.above.retry);
  }

  get delayBeforeRetry(): Setting<number | null> {
    return this.timing.delayBeforeRetry ?? inherited(this.above.delayBeforeRetry);
  }

  get warmup(): Setting<number | null> {
    return this.timing.warmup ?? inherited(this.above.warmup);
  }

  get connectTimeout(): Setting<number> {
    return this.timing.connectTimeout ?? inherited(this.above.connectTimeout);
  }

  get alpha(): Setting<boolean> {
    return this.timing.alpha ?? inherited(this.above.alpha);
  }
}
