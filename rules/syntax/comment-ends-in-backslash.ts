import { placesOf } from '../../grammar/keywords/index.ts';
import { between } from '../../grammar/version.ts';
import { problemsOf } from '../../src/binding/text-problems.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/comment-ends-in-backslash',
  title: 'A comment that ends in a backslash leaves a word behind',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: 'A comment whose last character is a backslash, for keepalived 2.0.9 up to 2.3.4.',
  why: `Before 2.4.0 keepalived cuts the comment off and puts the backslash back: a comment line becomes the unknown keyword \`\\\`, and the last word of
a setting gets the backslash at its end, so that \`priority 100 # high\\\` has the value \`100\\\`.`,
  advice: 'Write something behind the backslash, a full stop for instance, or run 2.4.0 or newer.',
  references: [{ title: 'keepalived.conf(5), Comments', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A comment line',
        config: `# scripts are in C:\\etc\\ #~ ^\\^^ takes it for an unknown keyword  #=> # scripts are in C:\\etc\\.
`,
        version: '2.2.7',
      },
      {
        title: 'Behind a setting',
        config: `global_defs {
    router_id lb1 # was lb0\\ #~ ^\\^ makes it a part of the last word  #=> router_id lb1 # was lb0
}
`,
        version: '2.3.4',
      },
    ],
    good: [
      {
        title: 'Since 2.4.0 a comment is a comment',
        config: `# scripts are in C:\\etc\\
`,
      },
      {
        title: 'A backslash inside a comment',
        config: `# scripts are in C:\\etc
`,
        version: '2.2.7',
      },
    ],
  },
  check: {
    view(configuration, report) {
      if (!between(configuration.target.version, '2.0.9', '2.4.0')) return;
      for (const { at } of problemsOf(configuration, 'comment-ends-in-backslash')) {
        const { text } = at.source;
        const line = text.slice(text.lastIndexOf('\n', at.offset - 1) + 1, at.offset);
        const alone = /^[ \t]*[#!]/.test(line) || /[{}][ \t]*[#!][^{}]*$/.test(line);
        report({
          at,
          summary: `This comment ends in a backslash.`,
          detail: `keepalived before 2.4.0 drops the comment but keeps the backslash, and ${
            alone ? 'takes it for an unknown keyword' : 'makes it a part of the last word'
          }.`,
          verdict: alone || !isTaken(line) ? { '2.0.9': 'reports', '2.4.0': 'silent' } : 'silent',
        });
      }
    },
  },
});

/** Whether keepalived takes the last word before the comment with a backslash at its end: it does where any text will do. */
function isTaken(line: string): boolean {
  const words = line.slice(0, line.search(/[#!]/)).trim().split(/\s+/);
  if (words.length < 2) return false;
  return placesOf(words[0] ?? '').some(({ keyword }) => keyword.args.some(({ type }) => ANY_TEXT.has(type)));
}

const ANY_TEXT: ReadonlySet<string> = new Set(['text', 'path', 'script', 'user', 'group', 'email', 'host', 'name', 'interface']);
