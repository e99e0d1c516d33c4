import type { Origin } from '../../grammar/expand/expansion.ts';
import { atLeast, between, type Version } from '../../grammar/version.ts';
import { isFirstWord, problemsOf } from '../../src/binding/text-problems.ts';
import type { Configuration } from '../../src/model/configuration.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/escaped-comment',
  title: 'A backslash does not keep # or ! from beginning a comment',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: 'A `\\#` or `\\!` outside double quotes.',
  why: `Since 2.2.0 the lines are read twice. The first reading takes the backslash away, so that the second one, by the processes that run VRRP, the checkers and
BFD, finds a bare \`#\` and cuts the line there. It works in \`global_defs\` only. A password, a script or a name behind it ends where the \`#\` stands, and a line that begins with \`\\#\`
makes keepalived take the rest of it for the name of a file.`,
  advice: 'Put the word into double quotes, without the backslash: `"a#b"`.',
  references: [{ title: 'keepalived.conf(5), Quoted strings', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'In the command of a script',
        config: `vrrp_script check {
    script /usr/local/bin/check\\#1 #~ ^\\#^ does not keep '#' from beginning a comment  #=> script "/usr/local/bin/check#1"
}
`,
      },
    ],
    good: [
      {
        title: 'Double quotes do',
        config: `vrrp_script check {
    script "/usr/local/bin/check#1"
}
`,
      },
      {
        title: 'In global_defs, which is read once',
        config: `global_defs {
    router_id lb\\#1
}
`,
      },
      {
        title: 'keepalived 2.1 reads each line once',
        config: `vrrp_script check {
    script /usr/local/bin/check\\#1
}
`,
        version: '2.1.5',
      },
    ],
  },
  check: {
    view(configuration, report) {
      const {
        target: { version },
      } = configuration;
      if (between(version, '2.0.9', '2.2.0')) return;
      const works = atLeast(version, '2.2.0') ? globalDefs(configuration) : [];
      for (const { at, data } of problemsOf(configuration, 'escaped-comment')) {
        if (works.some(({ source, offset, end }) => source === at.source && offset <= at.offset && at.offset < end)) continue;
        report({
          at,
          words: () => ({
            summary: `The backslash does not keep '${data.character}' from beginning a comment.`,
            detail: effect(at, version),
            advice: `Put the word into double quotes, and leave the backslash out.`,
          }),
        });
      }
    },
  },
});

function effect(at: Origin, version: Version): string {
  if (!atLeast(version, '2.0.9')) return `keepalived ${version} cuts the line here.`;
  return isFirstWord(at)
    ? `keepalived's processes take the rest of the line for the name of a file.`
    : `keepalived's processes, its parent excepted, cut the line here.`;
}

/** The blocks that the parent process alone reads, once. */
function globalDefs({ tree, expansion }: Configuration): readonly Origin[] {
  const blocks = tree.body.filter((node) => node.kind === 'block' && node.keyword.text === 'global_defs');
  return blocks.map(({ span }) => expansion.place(span));
}
