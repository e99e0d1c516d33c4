import { commandSecrets } from './command-secrets.ts';

/** What a message quotes; the apostrophe of `the node's` quotes nothing. */
const QUOTED = /(?<!\w)'[^']*'/g;

/** What stands for a secret. */
const MASK = '***';

/** Shorter values are masked where they stand, but not searched for elsewhere: `1` is in every line. */
const SEARCHED_LENGTH = 4;

/** keepalived uses the first eight bytes of auth_pass, so a message may show those. */
const AUTH_PASS_LENGTH = 8;

/** A value that prose and other settings may hold by chance, such as `keepalived`, `address` or `1111`. It counts as a whole word only. */
const COMMONPLACE = /^(?:[a-z]+|\d+)$/i;

/**
 * Keywords whose value is a secret, also in comments and in text that was not understood. A brace or a comment sign inside a value ends it
 * for keepalived, but whoever wrote it meant what follows as a part of the secret.
 */
const KEYWORD =
  /\b(auth_pass|password|passphrase|passwd|secret|token|api_?key)(["']?[ \t]*[=:][ \t]*|[ \t]+)(\{\{.*?\}\}|<%.*?%>|"[^"]*"?|'[^']*'?|[^\s"']+)/gi;

/** `auth_passSECRET`: the blank before the secret is missing. */
const GLUED = /\b(auth_?pass)(?!w(?:or)?d?\b|phrase\b|es\b|_|\b)([^\s"'{}=:]+)/gi;

/** `key 1 …` of auth_hmac, where the number is the key's name. A key read from a file shows only the file's name. */
const HMAC_KEY = /\b(key[ \t]+\d+[ \t]+)("[^"]*"?|(?!"?file:)[^\s{}]+)/gi;

/** The password in `scheme://user:password@host`. */
const URL_PASSWORD = /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)[^\s/@"']+(?=@)/gi;

/** Takes secrets out of texts: those it was told of, wherever they stand, and what looks like one. */
export class Redactor {
  readonly #distinctive = new Set<string>();
  readonly #commonplace = new Set<string>();
  readonly #short = new Set<string>();
  #patterns: Patterns | null = null;

  /** From now on this value appears nowhere. */
  add(secret: string): void {
    const value = secret.replace(/^"(.*?)"?$/s, '$1');
    if (value === '') return;
    for (const each of [value, value.slice(0, AUTH_PASS_LENGTH)]) {
      if (each.length < SEARCHED_LENGTH) this.#short.add(each);
      else (COMMONPLACE.test(each) ? this.#commonplace : this.#distinctive).add(each);
    }
    this.#patterns = null;
  }

  /** Text of a configuration without secrets. Applying it twice changes nothing more. */
  mask(text: string): string {
    return this.#maskShort(this.#maskCommonplace(this.#maskDistinctive(maskSuspects(text))));
  }

  /** Prose without secrets: what it quotes is text of a configuration, the rest is ours and may well speak of a password, or of `keepalived`. */
  maskMessage(message: string): string {
    const quoted = (text: string): string => this.#maskCommonplace(maskSuspects(text));
    return this.#maskShort(this.#maskDistinctive(message).replace(QUOTED, quoted));
  }

  #maskDistinctive(text: string): string {
    const { distinctive } = this.#compiled();
    return distinctive ? text.replace(distinctive, MASK) : text;
  }

  #maskCommonplace(text: string): string {
    const { commonplace } = this.#compiled();
    return commonplace ? text.replace(commonplace, MASK) : text;
  }

  #maskShort(text: string): string {
    let masked = text;
    for (const secret of this.#short) masked = masked.replaceAll(`'${secret}'`, `'${MASK}'`).replaceAll(`"${secret}"`, `"${MASK}"`);
    return masked;
  }

  #compiled(): Patterns {
    this.#patterns ??= {
      distinctive: this.#distinctive.size > 0 ? new RegExp(alternatives(this.#distinctive), 'g') : null,
      commonplace: this.#commonplace.size > 0 ? new RegExp(`(?<!\\w)(?:${alternatives(this.#commonplace)})(?!\\w)`, 'g') : null,
    };
    return this.#patterns;
  }
}

interface Patterns {
  readonly distinctive: RegExp | null;
  readonly commonplace: RegExp | null;
}

/** Masks what looks like a secret by the words around it. */
function maskSuspects(text: string): string {
  return maskCommands(text)
    .replace(KEYWORD, (_, keyword: string, between: string, value: string) => `${keyword}${between}${maskValue(value)}`)
    .replace(GLUED, `$1${MASK}`)
    .replace(HMAC_KEY, (_, before: string, value: string) => `${before}${maskValue(value)}`)
    .replace(URL_PASSWORD, `$1${MASK}`);
}

function maskCommands(text: string): string {
  let masked = text;
  for (const { start, end } of [...commandSecrets(text)].sort((a, b) => b.start - a.start)) {
    // Of two that overlap the one behind has been masked already.
    if (text.slice(start, end) === masked.slice(start, end)) masked = masked.slice(0, start) + MASK + masked.slice(end);
  }
  return masked;
}

/** A reference to a definition is no secret; its value is masked at the definition. Braces behind a value belong to blocks. */
function maskValue(value: string): string {
  const quote = /^["']/.exec(value)?.[0];
  const end = quote === undefined ? endBeforeBraces(value) : value.length;
  const kept = value.slice(end);
  if (end === 0 || /^"?\$(?:\w+|\{\w+\})"?$/.test(value.slice(0, end))) return value;
  return quote === undefined ? `${MASK}${kept}` : `${quote}${MASK}${quote}`;
}

function endBeforeBraces(value: string): number {
  let end = value.length;
  while (end > 0 && (value[end - 1] === '{' || value[end - 1] === '}')) end--;
  const closesReference = value[end] === '}' && /\$\{\w+$/.test(value.slice(Math.max(0, end - 64), end));
  return closesReference ? end + 1 : end;
}

function alternatives(values: ReadonlySet<string>): string {
  const longestFirst = [...values].sort((a, b) => b.length - a.length);
  return longestFirst.map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
}
