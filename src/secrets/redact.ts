import { AscendingSet } from '../../grammar/ascending-set.ts';
import type { Span } from '../../grammar/tree.ts';
import { Answers } from './answers.ts';
import { KnownValues } from './known-values.ts';
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

/** What a template or a person fills in. Its beginning is that of other expressions of the template, and is sent by nobody. */
const IN_TEMPLATE = /^["']?(?:\{\{|<%|<.*>$)/;

/** What is kept for texts of lines that hold a secret, or of others. */
interface Kept {
  readonly spans: Answers<readonly Span[]>;
  readonly messages: Answers<string>;
}

/** Takes secrets out of texts: those it was told of, wherever they stand, and what looks like one. */
export class Redactor {
  readonly #distinctive = new Set<string>();
  readonly #commonplace = new Set<string>();
  readonly #short = new Set<string>();
  readonly #lines = new Map<string, AscendingSet>();
  #searched: KnownValues | null = null;
  readonly #atSecret: Kept = { spans: new Answers(), messages: new Answers() };
  readonly #elsewhere: Kept = { spans: new Answers(), messages: new Answers() };

  /**
   * From now on this value appears nowhere, a commonplace one on no line that holds a secret. Not as a name either, where an instance is called like
   * its password: whoever reads the name in a report then knows the password, as names are what is tried first. Which instance a finding is about its
   * place says.
   */
  add(secret: string): void {
    const value = secret.startsWith('"') ? secret.replace(/^"(.*?)"?$/s, '$1') : secret;
    if (value === '' || !this.#note(value)) return;
    if (!IN_TEMPLATE.test(value)) this.#note(value.slice(0, AUTH_PASS_LENGTH));
    this.#forget();
  }

  /** What was found before there was one more secret. */
  #forget(): void {
    this.#searched = null;
    for (const { spans, messages } of [this.#atSecret, this.#elsewhere]) {
      spans.clear();
      messages.clear();
    }
  }

  /** The same for an expression of a template. Its beginning is that of other expressions, and is sent by nobody. */
  addExpression(secret: string): void {
    if (this.#note(secret)) this.#forget();
  }

  /** False for a value that is known. */
  #note(value: string): boolean {
    const values = value.length < SEARCHED_LENGTH ? this.#short : COMMONPLACE.test(value) ? this.#commonplace : this.#distinctive;
    const before = values.size;
    return values.add(value).size > before;
  }

  /** A line of a file that holds a secret, or names what does: commonplace values are masked there, and nowhere else. */
  addLine(path: string, line: number): void {
    let lines = this.#lines.get(path);
    if (!lines) {
      lines = new AscendingSet();
      this.#lines.set(path, lines);
    }
    lines.add(line);
  }

  holdsSecret(path: string, line: number): boolean {
    return this.#lines.get(path)?.has(line) ?? false;
  }

  /** Whether a text holds a value that is masked wherever it stands. */
  isTold(text: string): boolean {
    return this.#known().in(text).length > 0;
  }

  /** Text of a configuration without secrets, from a line that holds one or not. Applying it twice changes nothing more. */
  mask(text: string, atSecret = true): string {
    return maskSpans(text, this.spans(text, atSecret)).text;
  }

  /** Prose without secrets: what it quotes is text of a configuration, the rest is ours and may well speak of a password, or of `keepalived`. */
  maskMessage(message: string, atSecret = true): string {
    return this.#kept(atSecret).messages.of(message, (whole) =>
      maskSpans(whole, this.#known().in(whole)).text.replace(QUOTED, (text) => this.mask(text, atSecret)),
    );
  }

  /** What is to be masked in a text of a configuration. */
  spans(text: string, atSecret: boolean): readonly Span[] {
    return this.#kept(atSecret).spans.of(text, (whole) => this.#find(whole, atSecret));
  }

  #kept(atSecret: boolean): Kept {
    return atSecret ? this.#atSecret : this.#elsewhere;
  }

  #find(text: string, atSecret: boolean): readonly Span[] {
    const suspects = textSecrets(text).filter(({ start, end }) => !isReference(text.slice(start, end)));
    const known = this.#known().in(text);
    return atSecret ? [...suspects, ...known, ...this.#words(text), ...this.#quoted(text)] : [...suspects, ...known];
  }

  #known(): KnownValues {
    this.#searched ??= new KnownValues(this.#distinctive, SEARCHED_LENGTH);
    return this.#searched;
  }

  /** Commonplace values, as whole words. */
  #words(text: string): Span[] {
    if (this.#commonplace.size === 0) return [];
    const found: Span[] = [];
    for (const { 0: word, index } of text.matchAll(/\w+/g)) {
      if (this.#commonplace.has(word)) found.push({ start: index, end: index + word.length });
    }
    return found;
  }

  /** Short values, where they stand alone in quotes. */
  #quoted(text: string): Span[] {
    const found: Span[] = [];
    if (this.#short.size === 0) return found;
    for (let start = 1; start < text.length; start += 1) {
      const quote = text[start - 1];
      if (quote !== "'" && quote !== '"') continue;
      for (let length = SEARCHED_LENGTH - 1; length > 0; length -= 1) {
        if (text[start + length] !== quote || !this.#short.has(text.slice(start, start + length))) continue;
        found.push({ start, end: start + length });
        start += length - 1;
        break;
      }
    }
    return found;
  }
}
