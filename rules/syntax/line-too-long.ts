import { atLeast } from '../../grammar/version.ts';
import { lineOf, problemsOf } from '../../src/binding/text-problems.ts';
import { startOfLine } from '../../src/daemon/counted-lines.ts';
import { defineRule } from '../../src/rule/rule.ts';

const LONG = `$LONG=${'x'.repeat(1100)}`;

export default defineRule({
  id: 'syntax/line-too-long',
  title: 'A line is longer than keepalived reads',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.0': 'silent', '2.4.0': 'reports' },
  proof: ['config-test'],
  what: 'A line of more than 1022 bytes (not characters: a letter outside ASCII has two or more).',
  why: `keepalived reads lines into a buffer of 1024 bytes. Up to 2.3.4 the line is cut silently after 1023 bytes, and what is left is read as a line of its own; since
2.4.0 the first 1023 bytes are dropped with a message, and what is left is still read as a line.`,
  advice: 'Break the line up: one entry a line, a script file instead of a long command, a shorter comment.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['line-too-long'],
  examples: {
    bad: [
      {
        title: 'A line of 1106 bytes',
        notMended: 'The line is broken up into shorter ones.',
        config: `${LONG} #~ ^${LONG.slice(0, 1023)}^ 1106 bytes
`,
      },
    ],
    good: [
      {
        title: 'Long, but not too long',
        config: `$LONG=${'x'.repeat(1000)}
`,
      },
    ],
  },
  check: {
    view(configuration, report) {
      const effect = atLeast(configuration.target.version, '2.4.0')
        ? 'keepalived drops the first 1023 bytes with a message and reads what is left as a line of its own.'
        : 'keepalived cuts it silently after 1023 bytes and reads what is left as a line of its own.';
      for (const { at, data } of problemsOf(configuration, 'line-too-long')) {
        report({
          at,
          summary: `This line has ${data.bytes} bytes, and keepalived reads ${data.limit}.`,
          detail: effect,
          // keepalived has not counted the line yet when it says so.
          reportedAt: startOfLine(at.source, lineOf(at) - 1),
        });
      }
    },
  },
});
