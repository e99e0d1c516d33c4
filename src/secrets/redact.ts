import type { Span } from '../../grammar/tree.ts';
import { maskSpans } from './mask-spans.ts';
import { isReference } from './no-secret.ts';
import { textSecrets } from './text-secrets.ts';

/** What a message quotes; the apostrophe of `the node's` quotes nothing. */
const QUOTED = /(?<!\w)'[^']*'/g;

/** Shorter values are masked where they stand, but not searched for elsewhere: `1` is in every line. */
const SEARCHED_LENGTH = 4;

/** keepalived uses the first eight bytes of auth_pass, so a message may show those. */
const AUTH_PASS_LENGTH = 8;

/** A value that prose and other settings may hold by chance, such as `keepalived`, `address` or `1111`. It counts as a whole word only. */
const COMMONPLACE = /^(?:[a-z]+|\d+)$/i;

/** Takes secrets out of texts: those it was told of, wherever they stand, and what looks like one. */
export class Redactor {
  readonly #distinctive = new Set<string>();
  readonly #commonplace = new Set<string>();
  readonly #short = new Set<string>();
  readonly #lines = new Map<string, Set<number>>();
  #patterns: Patterns | null = null;

  /** From now on this value appears nowhere, a commonplace one on no line that holds a secret. */
  add(secret: string): void {
    const value = secret.replace(/^"(.*?)"?$/s, '$1');
    if (value === '') return;
    for (const each of [value, value.slice(0, AUTH_PASS_LENGTH)]) {
      if (each.length < SEARCHED_LENGTH) this.#short.add(each);
      else (COMMONPLACE.test(each) ? this.#commonplace : this.#distinctive).add(each);
    }
    this.#patterns = null;
  }

  /** A line of a file that holds a secret, or names what does: commonplace values are masked there, and nowhere else. */
  addLine(path: string, line: number): void {
    const lines = this.#lines.get(path) ?? new Set();
    this.#lines.set(path, lines.add(line));
  }

  holdsSecret(path: string, line: number): boolean {
    return this.#lines.get(path)?.has(line) ?? false;
  }

  /** Text of a configuration without secrets, from a line that holds one or not. Applying it twice changes nothing more. */
  mask(text: string, atSecret = true): string {
    return maskSpans(text, this.spans(text, atSecret)).text;
  }

  /** Prose without secrets: what it quotes is text of a configuration, the rest is ours and may well speak of a password, or of `keepalived`. */
  maskMessage(message: string, atSecret = true): string {
    return maskSpans(message, matches(this.#compiled().distinctive, message)).text.replace(QUOTED, (text) => this.mask(text, atSecret));
  }

  /** What is to be masked in a text of a configuration. */
  spans(text: string, atSecret: boolean): readonly Span[] {
    const { distinctive, commonplace, short } = this.#compiled();
    const suspects = textSecrets(text).filter(({ start, end }) => !isReference(text.slice(start, end)));
    const known = matches(distinctive, text);
    return atSecret ? [...suspects, ...known, ...matches(commonplace, text), ...matches(short, text)] : [...suspects, ...known];
  }

  #compiled(): Patterns {
    this.#patterns ??= {
      distinctive: this.#distinctive.size > 0 ? new RegExp(alternatives(this.#distinctive), 'g') : null,
      commonplace: this.#commonplace.size > 0 ? new RegExp(`(?<!\\w)(?:${alternatives(this.#commonplace)})(?!\\w)`, 'g') : null,
      short:
        this.#short.size > 0
          ? new RegExp(`(?<=')(?:${alternatives(this.#short)})(?=')|(?<=")(?:${alternatives(this.#short)})(?=")`, 'g')
          : null,
    };
    return this.#patterns;
  }
}

interface Patterns {
  readonly distinctive: RegExp | null;
  readonly commonplace: RegExp | null;
  readonly short: RegExp | null;
}

function matches(pattern: RegExp | null, text: string): Span[] {
  if (!pattern) return [];
  return Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length }));
}

function alternatives(values: ReadonlySet<string>): string {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  return longestFirst.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
}
