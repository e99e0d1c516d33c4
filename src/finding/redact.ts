/** What stands for a secret. */
export const MASK = '***';

/** Shorter values are masked where they stand, but not searched for elsewhere: `1` is in every line. */
const SEARCHED_LENGTH = 4;

/** keepalived uses the first eight bytes of auth_pass, so a message may show those. */
const AUTH_PASS_LENGTH = 8;

/** Keywords whose value is a secret, also in comments and in text that was not understood. A message may go on behind one in quotes. */
const KEYWORD =
  /\b(auth_pass|password|passphrase|passwd|secret|token|api_?key)(["']?[ \t]*[=:][ \t]*|[ \t]+)("[^"]*"?|'[^']*'?|(?:\$\{[^{}]*\}|[^\s"'{}#!])+)/gi;

/** `key 1 …` of auth_hmac, where the number is the key's name. A key read from a file shows only the file's name. */
const HMAC_KEY = /\b(key[ \t]+\d+[ \t]+)("[^"]*"?|(?!"?file:)[^\s{}]+)/gi;

/** The password in `scheme://user:password@host`. */
const URL_PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)[^\s/@"']+(?=@)/gi;

/** Takes secrets out of texts: those it was told of, wherever they stand, and what looks like one. */
export class Redactor {
  readonly #long = new Set<string>();
  readonly #short = new Set<string>();
  #pattern: RegExp | null = null;

  /** From now on this value appears nowhere. */
  add(secret: string): void {
    const value = secret.replace(/^"(.*)"$/s, '$1');
    if (value === '') return;
    for (const each of [value, value.slice(0, AUTH_PASS_LENGTH)]) {
      (each.length < SEARCHED_LENGTH ? this.#short : this.#long).add(each);
    }
    this.#pattern = null;
  }

  /** Text of a configuration without secrets. Applying it twice changes nothing more. */
  mask(text: string): string {
    return this.#maskKnown(maskSuspects(text));
  }

  /** Prose without secrets: what it quotes is text of a configuration, the rest is ours and may well speak of a password. */
  maskMessage(message: string): string {
    return this.#maskKnown(message.replace(/'[^']*'/g, maskSuspects));
  }

  #maskKnown(text: string): string {
    let masked = text;
    if (this.#long.size > 0) {
      this.#pattern ??= alternatives(this.#long);
      masked = masked.replace(this.#pattern, MASK);
    }
    for (const secret of this.#short) masked = masked.replaceAll(`'${secret}'`, `'${MASK}'`).replaceAll(`"${secret}"`, `"${MASK}"`);
    return masked;
  }
}

/** Masks what looks like a secret by the words around it. */
function maskSuspects(text: string): string {
  return text
    .replace(KEYWORD, (_, keyword: string, between: string, value: string) => `${keyword}${between}${maskValue(value)}`)
    .replace(HMAC_KEY, (_, before: string, value: string) => `${before}${maskValue(value)}`)
    .replace(URL_PASSWORD, `$1${MASK}`);
}

/** A reference to a definition is no secret; its value is masked at the definition. */
function maskValue(value: string): string {
  if (/^"?\$\{?\w+\}?"?$/.test(value)) return value;
  const quote = /^["']/.exec(value)?.[0] ?? '';
  return `${quote}${MASK}${quote}`;
}

function alternatives(values: ReadonlySet<string>): RegExp {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
}
