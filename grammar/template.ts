import { placesOf } from './keywords/index.ts';
import { memoized } from './memoized.ts';
import type { Source } from './source.ts';

/** What kind of template a file is. */
export type TemplateLanguage = 'Jinja2' | 'Go template' | 'ERB' | 'EPP' | 'envsubst' | 'placeholder';

/** A file that is still to be rendered before keepalived may read it. */
export interface Template {
  readonly source: Source;
  readonly language: TemplateLanguage;
  /** The first mark: offsets in {@link Source.text}. */
  readonly start: number;
  readonly end: number;
  /** The form of the mark, without what is in it, which may be a secret: `{{ … }}`. */
  readonly form: string;
  /** Lines that have a mark. */
  readonly lines: number;
}

/**
 * Recognises a template, so that it can be told from a configuration with mistakes. The sources are those of one root file, with what it
 * includes. Only marks that keepalived's own language has no use for count, and only where keepalived would read them as its own words:
 * not in comments, not inside double quotes and not in the command lines of scripts, which may well contain `{{.State.Running}}` or `${HOME}`.
 */
export function recognizeTemplate(sources: readonly Source[]): Template | null {
  // Bytes that no text has: chance alone makes marks in those.
  if (sources.some((source) => source.text.includes('\0'))) return null;
  for (const source of sources) {
    const template = inSource(source);
    if (template) return template;
  }
  return variables(sources);
}

/** A quick look that most files do not pass. */
const MAY_BE_TEMPLATE = /\{\{|\{%|<[%?]|<--|@[A-Z@]|__[A-Z]|%[A-Z]|[ \t](?:#[A-Z][A-Z0-9_]*#|_[a-z]+_(?!\S))/;

/** A line that is read: where it starts in the file, and its text up to a comment, quoted strings blanked. */
interface Line {
  readonly start: number;
  readonly bare: string;
  readonly full: string;
}

/** One kind of mark. `expression` finds it in a line; what it captures must please `proves`. */
interface Mark {
  readonly language: (captured: string) => TemplateLanguage;
  readonly form: string;
  readonly expression: RegExp;
  readonly proves: (captured: string) => boolean;
  /** How many lines must have one: a name such as `__VIP__` could, once, be a name. */
  readonly lines: number;
}

const always = (): boolean => true;

/** Marks that keepalived reads as a word, or as a part of one. */
export const WORD_MARKS: readonly Mark[] = [
  { language: () => 'placeholder', form: '@@NAME@@', expression: /@@([A-Za-z_][\w.-]*)@@/, proves: always, lines: 1 },
  { language: () => 'placeholder', form: '@NAME@', expression: /(?<![\w.])@([A-Z][A-Z0-9_]*)@(?![\w@])/, proves: always, lines: 2 },
  {
    language: () => 'placeholder',
    form: '__NAME__',
    expression: /(?<![\w$-])__([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)__(?![\w-])/,
    proves: always,
    lines: 2,
  },
  { language: () => 'placeholder', form: '%NAME%', expression: /(?<![\w%])%([A-Z][A-Z0-9_]*)%(?![\w%])/, proves: always, lines: 2 },
  { language: () => 'placeholder', form: '<--NAME-->', expression: /<--\s*(\w(?:[\w .-]*[\w.-])?)\s*-->/, proves: always, lines: 2 },
  { language: () => 'placeholder', form: '_name_', expression: /(?<=[ \t])_([a-z]+)_(?!\S)/, proves: always, lines: 3 },
  { language: () => 'placeholder', form: '#NAME#', expression: /#([A-Z][A-Z0-9_]*)#/, proves: always, lines: 2 },
];

/** No other language has it. */
const JINJA_TAG: Mark = {
  language: () => 'Jinja2',
  form: '{% … %}',
  expression: /\{%[-+]?\s*(\w*)/,
  proves: (word) => JINJA_TAGS.has(word),
  lines: 1,
};

const MARKS: readonly Mark[] = [
  JINJA_TAG,
  {
    language: (inside) => (isGo(inside) ? 'Go template' : 'Jinja2'),
    form: '{{ … }}',
    expression: /\{\{[-~]?([^{}]*?)[-~]?\}\}/,
    proves: isExpression,
    lines: 1,
  },
  {
    language: (inside) => (/^-?\s*\||^=\s*\$/.test(inside) ? 'EPP' : 'ERB'),
    form: '<% … %>',
    expression: /<%(.*)/,
    proves: always,
    lines: 1,
  },
  { language: () => 'placeholder', form: '<? … ?>', expression: /<\?(?:=|(?:php|py)\b|\s)(.*)/, proves: always, lines: 1 },
  ...WORD_MARKS,
];

const JINJA_TAGS: ReadonlySet<string> = new Set(
  `autoescape block break call continue do elif else endautoescape endblock endcall endfilter endfor endif endmacro endraw endset endtrans
  endwith extends filter for from if import include macro pluralize raw set trans with`.split(/\s+/),
);

/** Words that begin an action of Go's text/template, or of the tools that add functions to it (Helm, confd, consul-template). */
const GO_ACTIONS: ReadonlySet<string> = new Set(
  `block break continue define else end env get getenv getv gets getvs if include index key keyOrDefault ls plugin printf range secret service
  services template tree with`.split(/\s+/),
);

function isGo(inside: string): boolean {
  const text = inside.trim();
  return /^(?:[.$]|\/\*)/.test(text) || (GO_ACTIONS.has(firstWord(text)) && !/^\w+\s*[|([.]/.test(text));
}

function firstWord(text: string): string {
  return /^\w+/.exec(text)?.[0] ?? '';
}

/** Tells an expression from doubled braces: `{{ state MASTER }}` is a typing error, `{{ state }}` is not. */
function isExpression(inside: string): boolean {
  const text = inside.trim();
  if (isGo(text)) return true;
  if (/^[A-Za-z_]\w*$/.test(text)) return true;
  // `150 if primary else 100`, `100 - index`; an address begins with a number too.
  if (/^\d/.test(text)) return /^\d+\s+if\b.*\belse\b|^\d+\s*[-+*]\s*[A-Za-z_(]/.test(text);
  return /^[A-Za-z_(["'[]/.test(text) && /^\w+\s*[|([.]|[|+~*]|\bif\b.*\belse\b|==|^[(["'[]/.test(text);
}

/** Asked once for all views of a file. */
const inSource = memoized((source: Source): Template | null => {
  if (!MAY_BE_TEMPLATE.test(source.text)) return null;
  const found = new Map<Mark, { line: Line; match: RegExpExecArray; language: TemplateLanguage; lines: number }>();
  for (const line of readLines(source.text, MAY_BE_TEMPLATE)) {
    for (const mark of MARKS) {
      const match = matchOutside(mark.expression, line);
      if (!match || !mark.proves(match[1] ?? '')) continue;
      const earlier = found.get(mark);
      const language = mark.language(match[1] ?? '');
      if (!earlier) found.set(mark, { line, match, language, lines: 1 });
      else {
        earlier.lines++;
        // Both have `{{ name }}`; `{{ .Name }}` and `{{ end }}` are Go's alone.
        if (language === 'Go template') earlier.language = language;
      }
    }
  }
  const [mark, first] = [...found].find(([candidate, { lines }]) => lines >= candidate.lines) ?? [];
  if (!mark || !first) return null;
  const start = first.line.start + first.match.index;
  return {
    source,
    language: first.language === 'Go template' && found.has(JINJA_TAG) ? 'Jinja2' : first.language,
    start,
    end: start + (OPENS.has(mark.form) ? '<%'.length : first.match[0].length),
    form: mark.form,
    lines: [...found.values()].reduce((sum, { lines }) => sum + lines, 0),
  };
});

/** Forms whose end may lie on another line. */
const OPENS: ReadonlySet<string> = new Set(['<% … %>', '<? … ?>']);

/**
 * A mark that begins outside quotes and comments; its end may lie behind a `"`, a `#` or a `!`, as in `{{ name | default("x") }}`.
 * The text is searched in full from each place where an opener is left once quotes and comments are blanked.
 */
function matchOutside(expression: RegExp, { bare, full }: Line): RegExpExecArray | null {
  const sticky = new RegExp(expression.source, 'y');
  for (const opener of bare.matchAll(OPENER)) {
    sticky.lastIndex = opener.index;
    const match = sticky.exec(full);
    if (match) return match;
  }
  return null;
}

const OPENER = /\{\{|\{%|<[%?]|<--|@+|_+|%|#/g;

/** The first word of a line, behind a condition. */
const FIRST_WORD = /^[ \t]*(?:@\S+[ \t]+)?"?(~?[A-Za-z_]{1,40})/;

/**
 * Keywords whose line is a command or a pattern, or goes to another file: what stands behind them belongs to a shell, or to a program
 * with templates of its own.
 */
const COMMAND =
  /^(?:(?:startup_|shutdown_|notify_fifo_)?script|\w{0,20}fifo\w{0,20}|notify\w{0,20}|misc_path|quorum_(?:up|down)|regex|include\w?|~\w+)$/;

/** The lines of a file that hold words of keepalived's, as far as they may interest. */
/** Nobody writes a longer line by hand; keepalived's own end at 1022 bytes. */
const LONGEST = 4096;

function* readLines(text: string, interesting: RegExp): Generator<Line> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const full = text.slice(start, end);
    if (full.length <= LONGEST && interesting.test(full) && !COMMAND.test(FIRST_WORD.exec(full)?.[1] ?? ''))
      yield { start, bare: blankQuotesAndComment(full), full };
    start = end + 1;
  }
}

/** Quoted strings and what follows a `#` or `!` become spaces, but for a mark in the place of a value; `{{` and `{%` outside quotes keep their place. */
function blankQuotesAndComment(line: string): string {
  let bare = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === '#' || character === '!')) {
      if (IN_VALUES_PLACE.test(line.slice(i)) && wantsValue(bare.trim())) bare += line.slice(i);
      break;
    }
    bare += quoted || character === '"' ? ' ' : character;
  }
  return bare.padEnd(line.length);
}

/** What would be a comment, and stands where nothing but a value may: `priority #PRIORITY#`. */
const IN_VALUES_PLACE = /^#[A-Z][A-Z0-9_]*#\s*$/;

function wantsValue(word: string): boolean {
  return placesOf(word).some(({ keyword }) => keyword.kind === 'value' && keyword.args[0]?.optional !== true);
}

/**
 * A reference with braces; behind the name perhaps a default, as a shell has it, or a member, as Terraform has it: neither is keepalived's. Or one
 * that begins a word.
 */
const REFERENCE = /\$\{([A-Za-z_]\w*)((?:\.|:?[-=?+])[^{}]*)?\}|\{\$([A-Za-z_][\w-]*)\}|(?<=[ \t])\$([A-Za-z_]\w*)(?![\w$])/g;
const MAY_BE_REFERENCE = /\$\{|\{\$|[ \t]\$[A-Za-z]/;
/** What may well begin with a dollar sign. */
const PASSWORD = /^[ \t]*(?:auth_pass|password|key)[ \t]/;
/** `$NAME=`, also with a blank that does not belong there, a repetition or an include line, each perhaps behind a condition. */
const MAY_DEFINE = /^[ \t]*(?:@\S+[ \t]+)?(?:\$[A-Za-z_]\w*[ \t]*=|~\w|include\w?[ \t])/m;

/** Fewer names than this may be typing errors. */
const VARIABLES = 2;

/**
 * A template for envsubst or a shell: `${NAME}` with a default, or several of them, or of `$NAME`, in a configuration that defines nothing at all,
 * neither by `$NAME=`, nor by a repetition, nor in a file that it includes. `{$NAME}` is for a program that replaces it; a shell leaves its braces.
 */
function variables(sources: readonly Source[]): Template | null {
  const candidates = sources.filter(mayRefer);
  if (candidates.length === 0) return null;
  const within = sources.some(mayDefine) ? amongDefinitions : withoutDefinitions;
  for (const source of candidates) {
    const template = within(source);
    if (template) return template;
  }
  return null;
}

// Asked once for all views of a file.
const mayRefer = memoized(({ text }: Source) => MAY_BE_REFERENCE.test(text));
const mayDefine = memoized(({ text }: Source) => MAY_DEFINE.test(text));
const withoutDefinitions = memoized((source: Source) => variablesIn(source, true));
const amongDefinitions = memoized((source: Source) => variablesIn(source, false));

function variablesIn(source: Source, definesNothing: boolean): Template | null {
  const names = new Set<string>();
  let first: Pick<Template, 'language' | 'start' | 'end' | 'form'> | null = null;
  let withMore = false;
  let lines = 0;
  for (const line of readLines(source.text, MAY_BE_REFERENCE)) {
    let counted = false;
    for (const match of line.bare.matchAll(REFERENCE)) {
      const [whole, inside, modifier, behind, plain] = match;
      const name = inside ?? behind ?? plain ?? '';
      if (name.startsWith('_')) continue;
      if (plain !== undefined && PASSWORD.test(line.bare)) continue;
      if (modifier === undefined && !definesNothing) continue;
      names.add(name);
      withMore ||= modifier !== undefined;
      const start = line.start + match.index;
      first ??= {
        language: behind === undefined ? 'envsubst' : 'placeholder',
        start,
        end: start + whole.length,
        form: modifier === undefined ? whole : `\${${name}…}`,
      };
      counted = true;
    }
    if (counted) lines++;
  }
  if (!first || (names.size < VARIABLES && !withMore)) return null;
  return { source, lines, ...first };
}
