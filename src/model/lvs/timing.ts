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

  /** Takes over a line. */
  read(line: BoundValue): void {
    switch (line.keyword.name) {
      case 'delay_loop':
        this.delayLoop = numberSetting(line, this.delayLoop ?? fallback(DELAY_LOOP));
        break;
      case 'retry':
      case 'nb_get_retry':
        this.retry = numberSetting(line, this.retry ?? fallback(1));
        break;
      case 'delay_before_retry':
        this.delayBeforeRetry = numberSetting(line, this.delayBeforeRetry ?? fallback(0));
        break;
      case 'warmup':
        this.warmup = numberSetting(line, this.warmup ?? fallback(0));
        break;
      case 'connect_timeout':
        this.connectTimeout = numberSetting(line, this.connectTimeout ?? fallback(CONNECT_TIMEOUT));
        break;
      case 'alpha':
        this.alpha = line.keyword.kind === 'flag' ? given(true, line.node) : booleanSetting(line);
        break;
    }
  }

  /** What holds at this level; `above`: the level that hands down what this one does not say. */
  settle(above: CheckTiming = STANDARD): CheckTiming {
    return {
      delayLoop: this.delayLoop ?? inherited(above.delayLoop),
      retry: this.retry ?? inherited(above.retry),
      delayBeforeRetry: this.delayBeforeRetry ?? inherited(above.delayBeforeRetry),
      warmup: this.warmup ?? inherited(above.warmup),
      connectTimeout: this.connectTimeout ?? inherited(above.connectTimeout),
      alpha: this.alpha ?? inherited(above.alpha),
    };
  }
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

/** What has a checker's timing of its own, or takes it over from what it stands in. */
export abstract class Timed implements CheckTiming {
  /** The lines that set it here. */
  readonly timing = new TimingLines();

  /** Whose timing holds where no line sets it; undefined for keepalived's own. */
  protected abstract get outer(): CheckTiming | undefined;

  private get settled(): CheckTiming {
    return this.timing.settle(this.outer);
  }

  get delayLoop() {
    return this.settled.delayLoop;
  }

  get retry() {
    return this.settled.retry;
  }

  get delayBeforeRetry() {
    return this.settled.delayBeforeRetry;
  }

  get warmup() {
    return this.settled.warmup;
  }

  get connectTimeout() {
    return this.settled.connectTimeout;
  }

  get alpha() {
    return this.settled.alpha;
  }
}
