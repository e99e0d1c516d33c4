import { describe, expect, it } from 'vitest';
import { loadColors } from '../../../src/report/colors.ts';
import { reportText } from '../../../src/report/text.ts';
import { at, context, finding, RULE, report } from '../../helpers/report.ts';

const TEXTS = { 'site/a.conf': 'vrrp_instance VI_1 {\n    priority 300\n    state MASTER\n}\n' };

function text(parts: Parameters<typeof report>[0], given: Parameters<typeof context>[0] = {}): string {
  return reportText(report({ texts: TEXTS, ...parts }), context(given));
}

describe('reportText', () => {
  it('shows the line, the caret, the reason and the cure', () => {
    expect(text({ findings: [finding()] })).toBe(
      [
        "warning[vrrp/sample-rule]: The priority '300' is too high.",
        ' --> site/a.conf:2:5',
        '  |',
        '2 |     priority 300',
        '  |     ^^^^^^^^^^^^',
        '  |',
        '  = keepalived uses 100 instead.',
        '  = fix: Write another priority.',
        '',
        '1 warning in 1 file for keepalived 2.4.3. kvlint explain RULE tells more of a rule.',
        '',
      ].join('\n'),
    );
  });

  it('prefers the advice of the finding to that of the rule', () => {
    const shown = text({ findings: [finding({ advice: "Write 'priority 254'." })] });
    expect(shown).toContain("= fix: Write 'priority 254'.");
    expect(shown).not.toContain('Write another priority');
  });

  it('shows each related place with its own line, aligned to the longest line number', () => {
    const related = [
      { ...at('site/a.conf', 3, 5, 17), message: 'The state stands here.' },
      { ...at('site/b.conf', 120, 1, 2), message: 'Included here.' },
    ];
    const shown = text({ findings: [finding({ related })], texts: { ...TEXTS, 'site/b.conf': `${'\n'.repeat(119)}include a.conf` } });
    expect(shown).toContain('\n    |\n  2 |     priority 300\n    |     ^^^^^^^^^^^^\n');
    expect(shown).toContain('\n   ::: site/a.conf:3:5\n    |\n  3 |     state MASTER\n    |     ------------ The state stands here.\n');
    expect(shown).toContain('\n   ::: site/b.conf:120:1\n    |\n120 | include a.conf\n    | - Included here.\n');
  });

  it('puts a label that does not fit beside the marks below them', () => {
    const related = [
      { ...at('site/a.conf', 3, 5, 17), message: 'A label that says rather much, and so has no room beside the marks of a line.' },
    ];
    expect(text({ findings: [finding({ related })] })).toContain(
      '3 |     state MASTER\n  |     ------------\n  | A label that says rather much, and so has no room beside the marks of a\n  | line.\n',
    );
  });

  it('does without the line of a file that is not at hand', () => {
    const shown = text({ findings: [finding(at('gone.conf', 7, 1, 2))] });
    expect(shown).toContain('--> gone.conf:7:1\n  |\n  = keepalived uses');
  });

  it('says in which views a finding holds when that is not all', () => {
    const ids = Array.from({ length: 20 }, (_, index) => `id${index}`);
    const files = [{ path: 'site/a.conf', views: [null, 'low', 'high'] }];
    expect(text({ files, findings: [finding({ views: ['low', 'high'] })] }, { width: 100 })).toContain(
      "= note: it holds with config-ids 'low' and 'high', not with any unnamed config-id.",
    );
    expect(text({ files, findings: [finding({ views: [null, 'low', 'high'] })] })).not.toContain('it holds with');
    expect(text({ files: [{ path: 'site/a.conf', views: [null, ...ids] }], findings: [finding()] }, { width: 200 })).toContain(
      "it holds with any unnamed config-id, not with config-ids 'id0', 'id1', 'id2', 'id3' and 16 others.",
    );
  });

  it('names the root of a file that was read as a part of it, unless a related place shows it', () => {
    const parts = { findings: [finding({ root: 'site/keepalived.conf' })] };
    expect(text(parts)).toContain('= note: read as a part of site/keepalived.conf.');
    const related = [{ ...at('site/keepalived.conf', 1, 1, 8), message: 'Included here.' }];
    expect(text({ findings: [finding({ root: 'site/keepalived.conf', related })] })).not.toContain('read as a part of');
  });

  it.each([
    ['refuses', 'keepalived 2.4.3 refuses to run this.'],
    ['reports', 'keepalived 2.4.3 -t reports this too.'],
    ['logs', 'keepalived 2.4.3 says so in its log only; -t shows nothing.'],
  ] as const)('tells that keepalived %s it', (verdict, note) => {
    expect(text({ findings: [finding({ verdicts: [verdict] })] })).toContain(`= note: ${note}`);
  });

  it('does not say that the config test reports what keeps it from ever ending', () => {
    const shown = text({ findings: [finding({ verdicts: ['reports'], hangs: true })] });
    expect(shown).toContain('= note: keepalived 2.4.3 -t never comes to an end with this, or crashes.');
    expect(shown).not.toContain('reports this too');
  });

  it.each([
    ['reports', 'keepalived 2.0.3 logs this at its start.'],
    ['logs', 'keepalived 2.0.3 says so in its log.'],
  ] as const)('does not speak of a config test that keepalived does not have where it %s it', (verdict, note) => {
    const shown = text({ findings: [finding({ verdicts: [verdict] })], keepalived: '2.0.3' });
    expect(shown).toContain(`= note: ${note}`);
    expect(shown).not.toContain('-t ');
  });

  it('names what was not read above the sum, which is not the whole', () => {
    const unread = [{ path: 'site/a.conf', line: 3, what: '/x.conf', reason: 'it is far away' }];
    expect(text({ unread })).toBe(
      "Not read:\n  '/x.conf' (included at site/a.conf:3): it is far away.\n\nNo findings in 1 file for keepalived 2.4.3.\n",
    );
  });

  it('counts related places beyond the eighth', () => {
    const related = Array.from({ length: 11 }, () => ({ ...at('site/a.conf', 3, 5, 17), message: 'Here too.' }));
    const shown = text({ findings: [finding({ related })] });
    expect(shown.match(/:::/g)).toHaveLength(8);
    expect(shown).toContain('= note: 3 further places not shown.');
  });

  it('says of what is repeated in the same words where else it stands', () => {
    const again = [3, 4, 9].map((line) => finding({ ...at('site/a.conf', line, 5, 17) }));
    const other = finding({ ...at('site/b.conf', 2, 5, 17), root: 'site/b.conf' });
    const shown = text({ findings: [finding(), ...again, other] });
    expect(shown.match(/^warning/gm)).toHaveLength(2);
    expect(shown).toContain('= note: the same on lines 3, 4 and 9.');
  });

  it('shows notes as one line each at the end, or in full where that is asked for', () => {
    const note = finding({ ...at('site/a.conf', 1, 1, 14), severity: 'info', summary: 'A note.' });
    const further = finding({ ...at('site/a.conf', 3, 5, 9), severity: 'info', summary: 'A note.' });
    const brief = text({ findings: [note, finding(), further] });
    expect(brief).toContain(
      '\n\n2 notes: (--verbose shows them in full)\n  site/a.conf:1:1: A note. (also on line 3) [vrrp/sample-rule]\n\n1 warning and 2 notes in',
    );
    expect(text({ findings: [note, finding()] }, { verbose: true })).toMatch(
      /^info\[vrrp\/sample-rule\]: A note\.\n --> site\/a\.conf:1:1\n/,
    );
  });

  it('names what to begin with: the worst, and of these what keepalived refuses, or what others follow from', () => {
    const error = finding({ ...at('site/a.conf', 3, 5, 17), severity: 'error', summary: 'It is broken.' });
    const refused = finding({ ...at('site/a.conf', 4, 1, 2), severity: 'error', summary: 'It is refused.', verdicts: ['refuses'] });
    expect(text({ findings: [finding(), error, refused] })).toContain(
      '\nBegin with site/a.conf:4: It is refused. keepalived 2.4.3 refuses to run with\nit.\n2 errors and 1 warning',
    );
    const cause = { info: { ...RULE, isCause: true as const }, severity: 'warning' as const };
    expect(text({ findings: [finding(), error], rules: [cause] })).toContain(
      'Begin with site/a.conf:3: It is broken. Others may follow from it.',
    );
    expect(text({ findings: [error] })).not.toContain('Begin with');
  });

  it('names the profiles that are passed and those that are not', () => {
    const profiles = [
      { name: 'l3-only', errors: 2, warnings: 1 },
      { name: 'recommended', errors: 0, warnings: 0 },
    ] as const;
    expect(text({ profiles })).toContain('in 1 file for keepalived 2.4.3. Passes recommended; l3-only: 2 errors and 1 warning.');
  });

  it('sums up', () => {
    const findings = [finding({ severity: 'error' }), finding({ severity: 'error' }), finding(), finding({ severity: 'info' })];
    expect(text({ findings })).toContain('\n2 errors, 1 warning and 1 note in 1 file for keepalived 2.4.3.');
    expect(text({ files: [{ path: 'a', views: ['x', 'y'] }] })).toBe('No findings in 1 file (2 views) for keepalived 2.4.3.\n');
  });

  it('is silent about all but findings when that was asked for', () => {
    expect(text({}, { quiet: true })).toBe('');
    expect(text({ findings: [finding()] }, { quiet: true })).not.toContain('keepalived 2.4.3');
  });

  it('lets nothing out of a file steer the terminal', () => {
    const evil = '\u001b]0;title\u0007';
    const related = [{ ...at(`${evil}.conf`, 1, 1, 2), message: evil }];
    const shown = text({
      findings: [finding({ summary: `The name '${evil}' is odd.`, detail: evil, advice: evil, root: evil, related, path: evil, line: 1 })],
      texts: { [evil]: evil },
    });
    expect(shown).not.toContain('\u001b');
    expect(shown).not.toContain('\u0007');
  });

  it('colours severity, rule id and caret, and links the rule id, only where wanted', async () => {
    const colored = text({ findings: [finding()] }, { colors: await loadColors(true), hyperlinks: true });
    expect(colored).toContain('\u001b[33m^^^^^^^^^^^^\u001b[39m');
    expect(colored).toContain('\u001b]8;;https://');
    expect(text({ findings: [finding()] }, { colors: await loadColors(false) })).not.toContain('\u001b');
  });
});
