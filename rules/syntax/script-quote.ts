import type { ScriptLine } from '../../src/binding/script-lines.ts';
import { brokenCommands } from '../../src/daemon/broken-commands.ts';
import { defineRule, type Message } from '../../src/rule/rule.ts';

/** The keywords that keepalived misses where their command is not used; of others it says nothing then. */
const MISSED: ReadonlySet<string> = new Set(['script', 'misc_path', 'startup_script', 'shutdown_script']);

export default defineRule({
  id: 'syntax/script-quote',
  title: 'A quote inside a command is not closed',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.7': 'reports' },
  proof: ['config-test'],
  what: `A command (\`script\`, \`notify_master\`, \`misc_path\` …) in which a single or double quote has no partner. Commands are split a second time, by rules
like those of a shell: there single quotes group too. Or a command whose last character is then a backslash.`,
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
        title: 'A backslash that is left at the end of a command',
        version: '2.2.7',
        config: `vrrp_script check {
    script "/usr/bin/test -d C:\\\\"  #~ ^"/usr/bin/test -d C:\\\\"^ The command of 'script' ends in a backslash  #=> script "/usr/bin/test -d C:"
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
      for (const { line, sign, ofLine, crashes } of brokenCommands(configuration)) {
        if (sign === '\\') {
          // One at the end of the line is told where it stands: it is meant to go on in the next line.
          if (!ofLine) report(endsInBackslash(line));
          continue;
        }
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

function endsInBackslash({ command, keyword }: ScriptLine): Message {
  return {
    at: command,
    summary: `The command of '${keyword}' ends in a backslash.`,
    detail: 'keepalived splits the command by itself, where nothing stands behind this backslash, and does not use it.',
    advice: 'Leave the backslash out.',
    ...(!MISSED.has(keyword) && { verdict: 'silent' }),
  };
}
