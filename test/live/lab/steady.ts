/** What a look at the addresses means. */
export type Verdict = 'moving' | 'quiet';

/**
 * Tells when nothing has changed for long enough. Time comes with each look, so a machine that is busy and looks seldom is not taken for a quiet one: a
 * pause between two looks that is longer than `longestPause` counts as a change, because what happened in it is not known.
 */
export class Stillness {
  readonly #quiet: number;
  readonly #longestPause: number;
  #last: string | undefined;
  #since = 0;
  #lookedAt = 0;

  /** Both in milliseconds. */
  constructor(quiet: number, longestPause = quiet) {
    this.#quiet = quiet;
    this.#longestPause = longestPause;
  }

  look(text: string, now: number): Verdict {
    if (text !== this.#last || now - this.#lookedAt > this.#longestPause) {
      this.#last = text;
      this.#since = now;
    }
    this.#lookedAt = now;
    return now - this.#since >= this.#quiet ? 'quiet' : 'moving';
  }

  /** Begins anew. */
  restart(): void {
    this.#last = undefined;
  }
}

/**
 * How long nothing may change before it counts as settled, in milliseconds. A backup waits for three intervals and less than one more for its
 * priority (RFC 9568, section 6.1); the rest is what a program, a script or the kernel takes.
 */
export function quietTime({ advert = 1, extra = 0 }: { readonly advert?: number; readonly extra?: number }): number {
  return Math.round((4.2 * advert + 1.3 + extra) * 1000);
}
