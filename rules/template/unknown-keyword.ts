import { closestNames, isSure } from '../../grammar/closest.ts';
import { directives, placesOf, vocabulary } from '../../grammar/keywords/index.ts';
import { literalLines } from '../../grammar/literal-lines.ts';
import { recognizeTemplate } from '../../grammar/template.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'template/unknown-keyword',
  title: 'A keyword of a template is misspelt',
  severity: 'error',
  precision: 'high',
  ofTemplates: true,
  verdict: 'reports',
  proof: ['config-test'],
  what: `A line of a template whose first word stands there in full, is no keyword of keepalived anywhere, and differs by a slip from one of the block that it stands in. Words that
touch a mark of the template are not looked at, nor are the entries of lists, and nothing is concluded from what a mark may become.`,
  why: 'However the template is rendered, the word stays what it is: keepalived drops the line on every node that gets the result, and so runs without that setting.',
  advice: 'Correct the word in the template, and render it again.',
  unless: 'the line never reaches keepalived, because the template always leaves it out.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'Jinja2, with the slip on a line that has no mark',
        config: `vrrp_instance VI_1 {
    interface {{ keepalived_interface }}
    virtual_router_id 51
    prioritty 100  #~ ^prioritty^ is no keyword of vrrp_instance  #=> priority 100
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
    good: [
      {
        title: 'Words that a template puts together, and entries of a list',
        config: `vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    virtual_ipaddress {
        192.0.2.200/24
    }
}
`,
      },
    ],
  },
  check: {
    view({ expansion: { sources } }, report) {
      if (!recognizeTemplate(sources)) return;
      for (const source of sources) {
        for (const { offset, word, block, near } of misspelt(source.text)) {
          report({
            at: { source, offset, end: offset + word.length },
            summary: `'${word}' is no keyword of ${block ?? 'the top level'}.`,
            detail: 'keepalived drops the line, whatever the template is rendered with.',
            advice: `Did you mean '${near}'?`,
          });
        }
      }
    },
  },
});

interface Misspelt {
  readonly offset: number;
  readonly word: string;
  /** The block that it stands in; null at top level. */
  readonly block: string | null;
  readonly near: string;
}

/** The first word of a line, behind a condition. */
const FIRST_WORD = /^([ \t]*(?:@[^\s\0]+[ \t]+)?)([A-Za-z]\w{3,39})(?=[ \t\r]|$)/;

/** What ends the words of a line. */
const COMMENT = /(?:^|[ \t])[#!].*$/;

/** The words that open the blocks around a line; null for one that a mark has made, or that is none of keepalived's. */
type Stack = (string | null)[];

function* misspelt(text: string): Generator<Misspelt> {
  const stack: Stack = [];
  for (const { start, text: line } of literalLines(text)) {
    const bare = line.replace(/"[^"]*"?/g, (quoted) => ' '.repeat(quoted.length)).replace(COMMENT, '');
    const [, before = '', word] = FIRST_WORD.exec(bare) ?? [];
    const block = stack.at(-1);
    if (word !== undefined && block !== null) {
      const near = slipOf(word, block ?? null);
      if (near !== null) yield { offset: start + before.length, word, block: block ?? null, near };
    }
    follow(bare, word, stack);
  }
}

/** Opens and closes the blocks of a line. A `}` too many, as where both branches of a condition have one, closes nothing. */
function follow(line: string, word: string | undefined, stack: Stack): void {
  for (const brace of line.match(/[{}]/g) ?? []) {
    if (brace === '}') stack.pop();
    else stack.push(word !== undefined && blocksOf(word).length > 0 ? word : null);
  }
}

function blocksOf(word: string) {
  return placesOf(word).filter(({ keyword }) => keyword.kind === 'block');
}

/** The keyword of a block that a word is a slip of; null where it is a keyword somewhere, or may be anything. */
function slipOf(word: string, block: string | null): string | null {
  if (placesOf(word).length > 0 || directives.some(({ name }) => name === word)) return null;
  const names = block === null ? vocabulary.map(({ name }) => name) : namesIn(block);
  const near = closestNames(word, names);
  return isSure(word, near) ? (near[0] ?? null) : null;
}

function namesIn(block: string): readonly string[] {
  return blocksOf(block).flatMap(({ keyword }) => (keyword.kind === 'block' ? keyword.keywords.map(({ name }) => name) : []));
}
