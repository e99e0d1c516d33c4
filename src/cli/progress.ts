import type { Session } from './session.ts';

/** Milliseconds for which everybody waits without being told anything. */
const PATIENCE = 1000;
/** Milliseconds from one line to the next: oftener nobody can read. */
const INTERVAL = 100;

/** Takes the cursor to the begin of its line and clears that (ECMA-48, EL). */
const CLEAR_LINE = '\r\x1b[K';

/** Told before each file, and when all are done. */
export type Progress = (done: number, total: number) => void;

/**
 * Shows on standard error how far a long run is, in one line that is gone at its end. Undefined where nobody watches: standard error is no
 * terminal, or one that cannot clear a line. `now`: milliseconds of a clock.
 */
export function progressOn({ stderr, environment }: Session, now: () => number = Date.now): Progress | undefined {
  if (stderr.isTTY !== true || environment.TERM === 'dumb') return undefined;
  let next = now() + PATIENCE;
  let isShown = false;
  return (done, total) => {
    if (done === total) {
      if (isShown) stderr.write(CLEAR_LINE);
      isShown = false;
    } else if (now() >= next) {
      stderr.write(`${CLEAR_LINE}${done.toLocaleString('en')} of ${total.toLocaleString('en')} files …`);
      isShown = true;
      next = now() + INTERVAL;
    }
  };
}
