import { expect, it } from 'vitest';
import { plainText } from '../../../src/report/markdown.ts';
import { rulePageMarkdown } from '../../../src/report/rule-page.ts';
import { RULE } from '../../helpers/report.ts';

it('holds all that is known of a rule', () => {
  const page = rulePageMarkdown(RULE);
  expect(page).toMatch(/^# vrrp\/sample-rule\n\nA sample is wrong\.\n/);
  expect(page).toContain('Severity: **warning** (error in `l3-only`). Precision: high.');
  expect(page).toContain('keepalived itself: reports it in its test from 2.2.0 on and refuses to run it from 2.4.0 on.');
  for (const part of [RULE.what, RULE.why, RULE.advice, 'Where the sample is meant so.', '- [RFC 9568](https://www.rfc-editor.org/']) {
    expect(page).toContain(part);
  }
  expect(page).not.toContain('In a template');
  expect(rulePageMarkdown({ ...RULE, ofTemplateLines: true })).toContain(
    'from 2.4.0 on. In a template, lines without a mark are judged as well.',
  );
  expect(page).toContain('### Reported: Too high\n\n```conf\npriority 300  #~ too high\n```');
  expect(page).toContain('### Not reported: As it should be (keepalived 2.2.0)');
  expect(page).toContain('`a.conf` is empty.\n\n`b.conf`:\n\n```conf\nstate BACKUP\n```');
});

it('becomes plain text for those who cannot show Markdown', () => {
  expect(plainText('# Head\n\nA **bold** `word`, see [RFC](https://x.org/a).\n\n```conf\npriority **1**\n```')).toBe(
    'Head\n\nA bold word, see RFC: https://x.org/a.\n\n    priority **1**',
  );
});
