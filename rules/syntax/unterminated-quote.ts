import type { Origin } from '../../grammar/expand/expansion.ts';
import { lineWords, type Node, type Word } from '../../grammar/tree.ts';
import { SeenInFiles } from '../../src/binding/seen-in-files.ts';
import { lineOf, problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/unterminated-quote',
  title: 'A double quote is not closed on its line',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  ofTemplateLines: true,
  verdict: 'reports',
  proof: ['config-test'],
  what: `A line with an odd number of double quotes. Only \`"\` quotes; a single quote is an ordinary character, and a backslash does not
keep a \`"\` from beginning or ending a word.`,
  why: `keepalived drops everything from the open quote to the end of the line. Until there, \`#\` begins no comment and \`{\` opens no block, so a
block whose header has an open quote is lost, and its \`}\` closes another one.`,
  advice:
    'Close the quote. A double quote cannot be a part of a word: write a script that needs one with single quotes, or put the command into a file.',
  references: [{ title: 'keepalived.conf(5), Quoted strings', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['unterminated-quote'],
  examples: {
    bad: [
      {
        title: 'The closing quote is missing',
        config: `global_defs {
    router_id "lb1 #~ ^"lb1^ This double quote is never closed  #=> router_id "lb1"
}
`,
      },
      {
        title: 'A backslash does not protect a quote',
        config: `vrrp_script check {
    script "/usr/bin/test \\"a b" #~ ^"^^^ This double quote is never closed  #=> script "/usr/bin/test 'a b'"
}
`,
      },
    ],
    good: [
      {
        title: 'A quote in a comment, and single quotes inside double ones',
        config: `global_defs {
    router_id "lb1" # 19" rack
    startup_script "/bin/echo 'it is up'"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const lines = new SeenInFiles();
      for (const word of openWords(configuration.tree.body)) {
        const at = configuration.expansion.place(word.span);
        if (!lines.isNew(at.source, lineOf(at))) continue;
        report({
          at: word.span,
          words: () => ({
            summary: 'This double quote is never closed.',
            detail: 'keepalived drops the rest of the line from here on.',
            ...(isEscaped(at) || lineText(at).includes('\\"') ? { advice: ESCAPE_ADVICE } : {}),
          }),
        });
      }
      for (const { at } of problemsOf(configuration, 'unterminated-quote')) {
        if (!lines.isNew(at.source, lineOf(at))) continue;
        report({
          at,
          words: () =>
            lineText(at).includes('\\"')
              ? {
                  summary: 'A double quote on this line is taken for an open one.',
                  detail:
                    'keepalived skips the quote behind the backslash when it looks for comments, ' +
                    'says that a quote is open, and yet ends a word at it.',
                  advice: ESCAPE_ADVICE,
                }
              : {
                  summary: 'This double quote is never closed.',
                  detail: 'keepalived says so, and takes a comment behind it for a part of the line.',
                },
        });
      }
    },
  },
});

const ESCAPE_ADVICE = 'A backslash does not protect a double quote: use single quotes inside the string, or put the command into a file.';

function isEscaped(at: Origin): boolean {
  return at.source.text[at.offset - 1] === '\\';
}

function lineText(at: Origin): string {
  return at.source.line(lineOf(at));
}

/** The words whose quote is open. Only the last one of a line can be. */
function openWords(nodes: readonly Node[], found: Word[] = []): readonly Word[] {
  for (const node of nodes) {
    const last = node.shape?.isCut ? lineWords(node).at(-1) : undefined;
    if (last) found.push(last);
    if (node.kind === 'block') openWords(node.body, found);
  }
  return found;
}
