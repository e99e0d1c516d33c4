import { resolvesOnce } from '../../grammar/script.ts';
import { type ScriptLine, scriptLines } from '../../src/binding/script-lines.ts';
import { brokenCommands } from '../../src/daemon/broken-commands.ts';
import type { Configuration } from '../../src/model/configuration.ts';
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
like those of a shell: there single quotes group too. Or a command whose last character is then a backslash, or with escaped quotes around it.`,
  why: `keepalived says so and does not use the command: the check is never made, nobody is notified. It crashes over a \`script\` or \`misc_path\` with a quote
that nothing on the line closes. Up to 2.3.1 a backslash is resolved with the line and again with the command, so that \`\\\\'\` stands for a \`'\`; since 2.3.2 with the
command alone, so that \`\\'\` does.`,
  advice: 'Close the quote, or put a backslash before it. What is complicated belongs in a script file.',
  references: [{ title: 'keepalived.conf(5): Quoted strings', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['lang/script-quote'],
  examples: {
    bad: [
      {
        title: 'An apostrophe',
        config: `vrrp_script check {
    script "/usr/bin/logger it's down"  #~ ^"/usr/bin/logger it's down"^ A ' in the command of 'script' is not closed.  #=> script "/usr/bin/logger it is down"
}
`,
      },
      {
        title: 'Quotes that were escaped for a shell',
        config: `vrrp_script check {
    script \\"/usr/bin/pgrep haproxy\\"  #~ ^\\"/usr/bin/pgrep haproxy\\"^ The command of 'script' begins with a quote that is a part of it.  #=> script "/usr/bin/pgrep haproxy"
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
        version: '2.4.3',
        config: `vrrp_script check {
    script '/usr/bin/true  #~ ^'/usr/bin/true^ 2.4.3 crashes  #=> script /usr/bin/true
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
    script "/usr/bin/logger it\\'s up"
}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const { version } = configuration.target;
      const broken = brokenCommands(configuration);
      for (const { line, sign, ofLine, crashes } of broken) {
        if (sign === '\\') {
          // One at the end of the line is told where it stands: it is meant to go on in the next line.
          if (!ofLine) report(endsInBackslash(line));
          continue;
        }
        const escaped = `${resolvesOnce(version) ? '\\' : '\\\\'}${sign}`;
        report({
          at: line.command,
          summary: `A ${sign} in the command of '${line.keyword}' is not closed.`,
          detail: crashes
            ? `keepalived says so, and ${version} crashes then, in the config test too.`
            : `keepalived says so and does not use the command.`,
          advice: beginsEscaped(line) ? WITHOUT_BACKSLASHES : `Close it, or write ${escaped} for the character itself.`,
          ...(crashes && { verdict: 'refuses' }),
        });
      }
      if (!resolvesOnce(version)) return;
      const told = new Set(broken.map(({ line }) => line));
      for (const line of scriptLines(configuration.bound.children)) {
        if (beginsEscaped(line) && !told.has(line)) report(beginsWithQuote(line, configuration));
      }
    },
  },
});

const WITHOUT_BACKSLASHES = `Write the quotes around the command without backslashes: '\\"' is a part of a word.`;

function beginsEscaped({ command }: ScriptLine): boolean {
  return /^\\["']/.test(command.raw);
}

function beginsWithQuote(line: ScriptLine, { vrrpInstances }: Configuration): Message {
  const { command, keyword, block } = line;
  // Where nothing can track a check, keepalived does not look for its program.
  const isCheck = keyword === 'script' && block?.keyword.name === 'vrrp_script' && vrrpInstances.length > 0;
  return {
    at: command,
    summary: `The command of '${keyword}' begins with a quote that is a part of it.`,
    detail: `keepalived looks for a program whose name begins with ${command.raw[1]}${isCheck ? ', finds none, and leaves the script out' : ''}.`,
    advice: WITHOUT_BACKSLASHES,
    ...(!isCheck && { verdict: 'silent' }),
  };
}

function endsInBackslash({ command, keyword }: ScriptLine): Message {
  return {
    at: command,
    summary: `The command of '${keyword}' ends in a backslash.`,
    detail: 'keepalived splits the command by itself, where nothing stands behind this backslash, and does not use it.',
    advice: 'Leave the backslash out.',
    ...(!MISSED.has(keyword) && { verdict: 'silent' }),
  };
}
