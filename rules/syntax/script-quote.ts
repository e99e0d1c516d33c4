import { readScriptCommand } from '../../grammar/script.ts';
import type { Span } from '../../grammar/tree.ts';
import { type Bound, isValue } from '../../src/binding/bound.ts';
import { withPaths } from '../../src/daemon/version-changes.ts';
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
  why: 'keepalived says so and does not use the command: the check is never made, nobody is notified.',
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
`,
      },
    ],
  },
  check: {
    view({ bound, expansion, target: { version } }, report) {
      for (const [, each] of withPaths(bound.children)) {
        const command = commandOf(each);
        if (!command) continue;
        const line = expansion.text.slice(each.node.span.start, each.node.span.end);
        const openQuote = readScriptCommand(line, version)?.openQuote ?? null;
        if (openQuote === null) continue;
        report({
          at: command,
          summary: `A ${openQuote} in the command of '${each.keyword.name}' is not closed.`,
          detail: `keepalived says so and does not use the command.`,
          advice: `Close it, or write \\${openQuote} for the character itself.`,
        });
      }
    },
  },
});

/** The place of the command of a line, where quotes stand in it. */
function commandOf(bound: Bound): Span | null {
  if (!isValue(bound) || bound.node.kind !== 'statement') return null;
  const script = bound.args.find(({ argument }) => argument.type === 'script');
  return script && bound.node.words.some(({ raw }) => raw.includes("'") || raw.includes('"')) ? script.word.span : null;
}
