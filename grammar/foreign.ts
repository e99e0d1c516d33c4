import { placesOf } from './keywords/index.ts';

/** What a file is that is no keepalived configuration, with an article: `JSON`, `a script`. */
export type ForeignFormat =
  | 'a binary file'
  | 'a script'
  | 'a source text in Go'
  | 'a source text in Python'
  | 'JSON'
  | 'XML or HTML'
  | 'YAML'
  | 'Markdown'
  | 'an INI file or a systemd unit'
  | 'a list of KEY=VALUE settings'
  | 'a configuration of nginx or the like'
  | 'a text or a configuration of another program';

/** More than enough to tell what a file is. */
const MOST_CHARACTERS = 65_536;

/**
 * Recognises a file that was never meant for keepalived, so that it is told from a configuration with mistakes. One line that only keepalived would
 * understand makes it a configuration, however much else is in it; null for that, for what is empty, and wherever it is not clear. Its path tells
 * what a few commands are that may be anything.
 */
export function recognizeForeign(text: string, path = ''): ForeignFormat | null {
  const sample = text.slice(0, MOST_CHARACTERS);
  if (SCRIPT.test(sample) || isShell(sample)) return 'a script';
  // Words that few configurations have are looked for first: that costs nothing.
  if (sample.includes('package ') && GO_PACKAGE.test(sample) && GO_DECLARATION.test(sample)) return 'a source text in Go';
  if (sample.includes('import') && PYTHON_IMPORT.test(sample) && PYTHON_BLOCK.test(sample)) return 'a source text in Python';
  if (OPENS_ROOT_BLOCK.test(sample)) return embeddedIn(sample);
  if (isBinary(sample)) return 'a binary file';
  if (/^\s*(?:\{\s*["}]|\[\s*["\d{[\]])/.test(sample)) return 'JSON';
  if (TRACES.test(sample)) return embeddedIn(sample);
  if (sample.includes('\0')) return null;
  if (/^\s*<(?:[?!]|\w+[^<>\n]*>)/.test(sample)) return 'XML or HTML';
  if (FENCE.test(sample)) return 'Markdown';
  if (SHELL_NAME.test(path) && /^[ \t]*[^#!\s]/m.test(sample)) return 'a script';
  return byLines(sample);
}

/** A root block, which is what nearly every configuration has near its beginning. */
const OPENS_ROOT_BLOCK =
  /^[ \t]*(?:@\S+[ \t]+|~\w+\([^)\n]*\)[ \t]*|\$\w+=[ \t]*)?(?:global_defs|vrrp_\w+|bfd_instance|virtual_server(?:_group)?|static_\w+)(?=[ \t\r\n{"#!]|$)(?![ \t]*[:=;(,])/m;

/** What stands in fragments and in templates, the header that samples carry, and words for a wrong spelling of it all. */
const TRACES =
  /^[ \t]*(?:@\S+[ \t]+)?(?:\w*vrrp\w*|virtual_\w+|\w*real_?server\w*|track_\w+|unicast_\w+|advert_int|lb_\w+|lvs_\w+|delay_loop|notification_email\w*|router_id|static_\w+|global_def\w*|bfd_\w+|notify\w*|include[rmwba]?)(?=[ \t\r\n{"#!]|$)(?![ \t]*[:=;(,])|^[ \t]*[!#][!# \t]*configuration file for keepalived|[#!].*kvlint-(?:dis|en)able|^[ \t]*(?:[$~@]\w|[\d.:a-f]+\/\d)|\{\{|\{%|<%/im;

const SCRIPT = /^#![ \t]*\//;

/** What a shell's text has without saying so in its first line: a function, or a condition or loop with its end. What it writes may be a configuration. */
function isShell(sample: string): boolean {
  if (OPENS_ROOT_BLOCK.test(sample) && !HERE_DOCUMENT.test(sample)) return false;
  return SHELL_FUNCTION.test(sample) || (SHELL_OPENER.test(sample) && SHELL_END.test(sample));
}

const HERE_DOCUMENT = /<<-?[ \t]*["']?\w/;

const SHELL_FUNCTION = /^[ \t]*(?:function[ \t]+)?[A-Za-z_]\w*[ \t]*\(\)[ \t]*\{/m;
const SHELL_OPENER = /^[ \t]*(?:if[ \t]+(?:!|\[|test\b|\w)|for[ \t]+\w+[ \t]+in\b|(?:while|until)[ \t]+\S|case[ \t]+\S+[ \t]+in\b)/m;
const SHELL_END = /^[ \t]*(?:fi|done|esac)[ \t]*(?:[;#|<>&].*)?\r?$/m;

const GO_PACKAGE = /^package [a-z]\w*[ \t]*\r?$/m;
const GO_DECLARATION = /^(?:import|func|type|var|const)[ \t]/m;

const PYTHON_IMPORT = /^(?:import[ \t]+[\w.]+|from[ \t]+[\w.]+[ \t]+import[ \t])/m;
const PYTHON_BLOCK = /^[ \t]*(?:(?:async[ \t]+)?def[ \t]+\w+\(|class[ \t]+\w+[^\n{]*:|if[ \t]+__name__)/m;

const SHELL_NAME = /\.(?:ba|da|k|z)?sh$/;

const FENCE = /^```/m;

/** keepalived's lines within a text of another kind: an example in a manual, or a value of YAML. */
function embeddedIn(text: string): ForeignFormat | null {
  if (text.includes('```') && FENCE.test(text)) return 'Markdown';
  return (text.includes('|') || text.includes('>')) && BLOCK_SCALAR.test(text) ? 'YAML' : null;
}

/** `keepalived.conf: |` */
const BLOCK_SCALAR = /^[ \t]*(?:- )?[\w.-]+:[ \t]*[|>][-+0-9]{0,2}[ \t]*\r?$/m;

/** Bytes that are no text. A NUL in every other place is UTF-16, which is worth a finding of its own. */
function isBinary(sample: string): boolean {
  const start = sample.slice(0, 8192);
  const strange = start.match(/[\0-\x08\x0e-\x1a\ufffd]/g)?.length ?? 0;
  const isWide = (start.match(/[\n\r\t -~]\0/g)?.length ?? 0) > start.length / 4;
  return !isWide && strange > start.length / 20;
}

/** A line's form, and how many of a file's lines must have it. */
const FORMS: readonly (readonly [ForeignFormat, RegExp])[] = [
  ['YAML', /^\s*(?:- )?["']?[\w./-]+["']?:(?:\s|$)|^\s*- |^(?:---|\.\.\.)$/],
  ['an INI file or a systemd unit', /^\s*\[[^\]]+\]\s*$|^\s*[\w.-]+\s*=/],
  ['a configuration of nginx or the like', /[;{}]\s*(?:#.*)?$/],
];

/** Fewer lines say too little. */
const FEWEST_LINES = 2;
const FEWEST_UNKNOWN = 5;

/** Words such as `mode` and `weight` are of other programs as well. */
const MOST_KNOWN = 0.34;

function byLines(sample: string): ForeignFormat | null {
  const lines = sample.split('\n').filter((line) => !/^\s*(?:[#!;]|$)/.test(line));
  if (lines.length < FEWEST_LINES) return null;
  const share = (matches: (line: string) => boolean): number => lines.filter(matches).length / lines.length;
  for (const [format, form] of FORMS) {
    if (share((line) => form.test(line)) < 0.8) continue;
    if (format === 'a configuration of nginx or the like' && share((line) => /;\s*(?:#.*)?$/.test(line)) < 0.2) continue;
    if (format !== 'an INI file or a systemd unit') return format;
    return lines.some((line) => /^\s*\[/.test(line)) ? format : 'a list of KEY=VALUE settings';
  }
  const known = share((line) => placesOf(/^\s*([\w-]+)/.exec(line)?.[1] ?? '').length > 0);
  // Braces without semicolons are keepalived's, whatever is wrong with the words.
  const hasBraces = lines.some((line) => /[{}]\s*$/.test(line));
  return lines.length >= FEWEST_UNKNOWN && known < MOST_KNOWN && !hasBraces ? 'a text or a configuration of another program' : null;
}
