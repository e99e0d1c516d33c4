import { atLeast } from '../../grammar/version.ts';
import { problemsOf } from '../../src/binding/text-problems.ts';
import { linesWithNul, startOfLine } from '../../src/daemon/counted-lines.ts';
import { defineRule } from '../../src/rule/rule.ts';

export default defineRule({
  id: 'syntax/nul-byte',
  title: 'The file holds NUL bytes',
  severity: 'error',
  precision: 'very-high',
  isCause: true,
  verdict: { '2.0.0': 'silent', '2.4.0': 'reports' },
  proof: ['config-test'],
  what: 'A NUL byte (U+0000) in a file: it is UTF-16, was damaged, or is no text at all. Reported once a file.',
  why: `Up to 2.3.4 keepalived silently drops the rest of the line behind the byte, and its line numbers are wrong from there on. Since 2.4.0 it drops the
whole line with a message.`,
  advice: 'Save the file as UTF-8 (`iconv -f UTF-16 -t UTF-8`), or restore it from a backup.',
  references: [{ title: 'keepalived.conf(5)', url: 'https://www.keepalived.org/manpage.html' }],
  covers: ['nul-byte'],
  examples: {
    bad: [
      {
        title: 'A NUL byte in a setting',
        config: 'global_defs {\n    router_id lb\u00001 #~ ^\u0000^ NUL byte #=> router_id lb1\n}\n',
      },
    ],
    good: [
      {
        title: 'Other characters outside ASCII are fine',
        config: 'global_defs {\n    router_id Übergabe # café\n}\n',
      },
    ],
  },
  check: {
    view(configuration, report) {
      const detail = atLeast(configuration.target.version, '2.4.0')
        ? 'keepalived drops such a line with a message.'
        : 'keepalived silently drops the rest of such a line.';
      for (const { at, data } of problemsOf(configuration, 'nul-byte')) {
        const summary = data.count === 1 ? 'A line holds a NUL byte.' : `${data.count} lines hold NUL bytes.`;
        // keepalived has not counted the line yet when it says so, and says so for each line.
        for (const [i, line] of linesWithNul(at.source).entries()) {
          report({ at, summary, detail, reportedAt: startOfLine(at.source, line - 1), ...(i > 0 ? { again: true } : {}) });
        }
      }
    },
  },
});
