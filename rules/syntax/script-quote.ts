import { brokenCommands } from '../../src/daemon/broken-commands.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/script-quote',
  title: 'A quote inside a command is not closed',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: `A command (\`script\`, \`notify_master\`, \`misc_path\` …) in which a single or double quote has no partner. Commands are split a second time, by rules
like those of a shell: there single quotes group too.`,
  why: 'keepalived says so and does not use the command: the check is never made, nobody is notified. 2.2.x crashes over such a `script` or `misc_path`.',
  advice: 'Close the quote, or put a backslash before it. What is complicated belongs in a script file.',
  references: [{ title: 'keepalived.conf(5): Quoted strings', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['lang/script-quote'],
  examples: {
    bad: [
      {
        title: 'An apostrophe',
        config: `vrrp_script check {
    script "/usr/bin/logger it's down"  #~ ^"/usr/bin/logger it's down"^ A ' in the command of 'script' is not closed.  #=> script "/usr/bin/logger it\\\\'s down"
}
`,
      },
      {
        title: 'Quotes that were escaped for a shell',
        config: `vrrp_script check {
    script \\"/usr/bin/pgrep haproxy\\"  #~ ^\\"/usr/bin/pgrep haproxy\\"^ A " in the command of 'script' is not closed.  #=> script "/usr/bin/pgrep haproxy"
}
`,
      },
      {
        title: 'A check that makes keepalived crash',
        version: '2.2.7',
        config: `vrrp_script check {
    script '/usr/bin/true  #~ ^'/usr/bin/true^ 2.2.7 crashes  #=> script /usr/bin/true
}
`,
      },
    ],
    good: [
      {
        title: 'Quotes in pairs, and one behind a backslash',
        config: `vrrp_script check {
    script "/bin/sh -c 'pgrep haproxy'"
}

vrrp_script other {
    script "/usr/bin/logger it\\\\'s up"
}

vrrp_script escaped {
    script \\"/usr/local/bin/check\\"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { version } = configuration.target;
      for (const { line, sign, crashes } of brokenCommands(configuration)) {
        // That one is told where it stands: it is meant to go on in the next line.
        if (sign === '\\') continue;
        report({
          at: line.command,
          summary: `A ${sign} in the command of '${line.keyword}' is not closed.`,
          detail: crashes
            ? `keepalived says so, and ${version} crashes then, in the config test too.`
            : `keepalived says so and does not use the command.`,
          advice: line.command.raw.startsWith('\\"')
            ? `Write the quotes around the command without backslashes: '\\"' is a part of a word.`
            : `Close it, or write \\${sign} for the character itself.`,
          ...(crashes && { verdict: 'refuses' }),
        });
      }
    },
  },
});
