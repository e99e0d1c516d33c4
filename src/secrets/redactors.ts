import type { Span } from '../../grammar/tree.ts';
import { type MaskedText, maskSpans } from './mask-spans.ts';
import { Redactor } from './redact.ts';

/** A place that a message is about. */
interface Place {
  readonly path: string;
  readonly line: number;
}

/** One redactor for each root file, so that what is linted together does not change what is shown of a file. */
export class Redactors {
  readonly #byRoot = new Map<string, Redactor>();
  /** Of each file the redactors of the roots that read it. */
  readonly #readBy = new Map<string, Set<Redactor>>();

  ofRoot(path: string): Redactor {
    const redactor = this.#byRoot.get(path) ?? new Redactor();
    this.#byRoot.set(path, redactor);
    return redactor;
  }

  /** Notes that a root's redactor knows a file. False where it did before. */
  addFile(path: string, redactor: Redactor): boolean {
    const readers = this.#readBy.get(path) ?? new Set();
    this.#readBy.set(path, readers);
    if (readers.has(redactor)) return false;
    readers.add(redactor);
    return true;
  }

  /** Masks messages about some places. */
  maskFor(places: readonly Place[]): (message: string) => string {
    const readers = [...new Set(places.flatMap(({ path }) => [...this.#readersOf(path)]))].map((redactor) => ({
      redactor,
      atSecret: places.some(({ path, line }) => redactor.holdsSecret(path, line)),
    }));
    return (message) => readers.reduce((masked, { redactor, atSecret }) => redactor.maskMessage(masked, atSecret), message);
  }

  maskLine(place: Place, text: string): MaskedText {
    return maskSpans(text, this.spansOf(place, text));
  }

  /** What is to be masked in a text of a line. */
  spansOf({ path, line }: Place, text: string): readonly Span[] {
    return [...this.#readersOf(path)].flatMap((redactor) => redactor.spans(text, redactor.holdsSecret(path, line)));
  }

  #readersOf(path: string): ReadonlySet<Redactor> {
    return this.#readBy.get(path) ?? new Set([new Redactor()]);
  }
}
