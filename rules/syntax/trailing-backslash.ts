import { brokenDefinitionLines, isFirstWord, lineKey, lineOf, problemsOf } from '../../src/binding/text-problems.ts';
import { brokenCommands } from '../../src/daemon/broken-commands.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/trailing-backslash',
  title: 'A backslash at the end of a line does not continue it',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: 'silent',
  proof: ['config-test'],
  what: 'A line that ends in a backslash, outside a definition.',
  why: `keepalived joins lines in definitions (\`$NAME=… \\\`) only. Anywhere else the backslash becomes a part of the last word,
or a word of its own where a comment follows, and the next line is read by itself: \`priority 100 \\\` has the value \`100\\\`. In the command of a \`script\` or \`misc_path\`, keepalived crashes over it.`,
  advice: 'Write everything on one line; for a long command, put it into a script file.',
  references: [{ title: 'keepalived.conf(5), Parameter substitution', url: 'https://www.keepalived.org/manpage.html' }],
  examples: {
    bad: [
      {
        title: 'A command over two lines, which keepalived does not survive',
        config: `vrrp_script check {
    script /usr/bin/curl \\ #~ ^\\^ crashes here  #=> script "/usr/bin/curl http://127.0.0.1/"
        http://127.0.0.1/  #=>
}
`,
      },
      {
        title: 'Three lines that were meant as one',
        config: `vrrp_script check {
    script /usr/bin/curl \\ #~ ^\\^ This backslash does not continue the line  #=> script "/usr/bin/curl --silent http://127.0.0.1/"
        --silent \\  #=>
        http://127.0.0.1/  #=>
}
`,
      },
    ],
    good: [
      {
        title: 'A multi-line definition',
        config: `$COMMON=interface eth0 \\
    virtual_router_id 51
vrrp_instance VI_1 {
    $COMMON
}
`,
      },
      {
        title: 'A backslash in a comment or inside a word',
        config: `# see C:\\etc\\
vrrp_script check {
    script C:\\check
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const problems = problemsOf(configuration, 'trailing-backslash');
      if (problems.length === 0) return;
      const isBroken = brokenDefinitionLines(configuration);
      const deadly = new Set(
        brokenCommands(configuration).flatMap(({ line, sign, crashes }) =>
          crashes && sign === '\\' ? [lineKey(configuration.expansion.origin(line.node.span.start))] : [],
        ),
      );
      for (const { at } of problems) {
        // A row of such lines was meant as one: its first line says it all.
        const before = at.source.line(lineOf(at) - 1);
        if (isBroken(at) || /\\[ \t]*([#!].*)?$/.test(before)) continue;
        const alone = isFirstWord(at);
        const crashes = deadly.has(lineKey(at));
        report({
          at,
          summary: `This backslash does not continue the line.`,
          detail: crashes
            ? `keepalived looks for a character behind it, and ${configuration.target.version} crashes here, in the config test too.`
            : `keepalived ${
                alone ? 'takes it for an unknown keyword' : 'makes it a part of the last word'
              }, and reads the next line by itself.`,
          verdict: crashes ? 'refuses' : alone ? { '2.0.7': 'reports' } : 'silent',
        });
      }
    },
  },
});
