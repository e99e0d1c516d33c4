import { type Fix, replace, safe } from '../../src/rule/fix.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { type UnknownBlanks, unknownBlanks } from '../../src/rule/unknown-blanks.ts';

export default defineRule({
  id: 'syntax/no-break-space',
  title: 'What looks like a blank is a letter to keepalived',
  severity: 'warning',
  precision: 'very-high',
  isCause: true,
  ofTemplateLines: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: `A no-break space (U+00A0), an ideographic space (U+3000), a zero-width space or another blank of Unicode outside of double quotes and comments.`,
  why: `keepalived separates words at blanks and tabs only, and takes every other character for a letter. A line that was indented with no-break spaces has an unknown keyword; a keyword
and its value with one between them are one word; and behind a value it is a part of that, of the name of an interface as of a password. Nobody sees a difference. Such blanks come with what
is copied from a web page, a word processor or a chat, and from a keyboard where Option or AltGr is still held at the blank.`,
  advice: 'Write blanks in their place.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Indented on a web page, and between a keyword and its value',
        fixed: 'safe',
        config: `vrrp_instance VI_1 {
    interface eth0
\u00a0\u00a0\u00a0 virtual_router_id 51  #~ ^\u00a0\u00a0\u00a0^ A no-break space (U+00A0) stands here  #=>     virtual_router_id 51
    priority\u00a0150  #~ ^priority\u00a0150^ keepalived takes it for a letter  #=> priority 150
    virtual_ipaddress {
        192.0.2.200/24\u3000dev eth0  #~ ^192.0.2.200/24\u3000dev^ An ideographic space (U+3000)  #=> 192.0.2.200/24 dev eth0
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Between quotation marks and in a comment',
        config: `global_defs {
    router_id "lb\u00a01"  # the\u00a0first
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { text } = configuration.expansion;
      for (const found of unknownBlanks(configuration)) {
        const { start, end, blanks } = found;
        const character = text.charAt(blanks[0]?.start ?? start);
        report({
          at: { start, end },
          fix: fixOf(found, text),
          summary: `${nameOf(character)} (U+${codeOf(character)}) stands here, and keepalived takes it for a letter.`,
          detail: 'Only blanks and tabs separate words: it is a part of the word beside it, or a word itself.',
          advice: hasNoWidth(character) ? 'Remove it.' : 'Write a blank in its place.',
        });
      }
    },
  },
});

/** A password is another one without it, which the other nodes must have as well. */
function fixOf({ blanks, keyword }: UnknownBlanks, text: string): Fix | null {
  if (keyword === 'auth_pass') return null;
  return safe(...blanks.map((blank) => replace(blank, hasNoWidth(text.charAt(blank.start)) ? '' : ' ')));
}

function hasNoWidth(character: string): boolean {
  return /[\u200b-\u200d\u2060\ufeff]/.test(character);
}

function nameOf(character: string): string {
  return NAMES.get(character) ?? (hasNoWidth(character) ? 'A character without width' : 'A space of another width');
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['\u00a0', 'A no-break space'],
  ['\u202f', 'A narrow no-break space'],
  ['\u3000', 'An ideographic space'],
  ['\u200b', 'A zero-width space'],
  ['\ufeff', 'A byte order mark'],
]);

function codeOf(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
