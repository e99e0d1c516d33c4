import { expect, it } from 'vitest';
import { rules } from '../../../rules/index.ts';
import { misconfigurations } from '../../../rules/misconfigurations.ts';
import { profiles } from '../../../rules/profiles.ts';
import { misconfigurationsPageMarkdown } from '../../../src/documentation/misconfigurations-page.ts';
import { profilesPageMarkdown } from '../../../src/documentation/profiles-page.ts';

it('every profile has its rules, the worst first, and what it cannot see', () => {
  const page = profilesPageMarkdown(profiles, rules);
  const security = page.slice(page.indexOf('## security'), page.indexOf('## cloud'));
  const severities = [...security.matchAll(/\| (error|warning|info) \|$/gm)].map(([, severity]) => severity);
  expect(severities).toContain('error');
  expect(severities).toEqual(
    [...severities].sort((a, b) => ['error', 'warning', 'info'].indexOf(a ?? '') - ['error', 'warning', 'info'].indexOf(b ?? '')),
  );
  expect(security).toContain('[security/script-security](rules/security/script-security.md)');
  expect(security).toContain('A configuration does not show: modes and owners of files');
});

it('every known mistake is told by a rule, or it is said why not', () => {
  expect(
    misconfigurations.flatMap(({ mistakes }) => mistakes).filter((each) => each.rules.length === 0 && each.left === undefined),
  ).toEqual([]);
  expect(misconfigurationsPageMarkdown(misconfigurations, rules)).toContain('[vrrp/script-shell](rules/vrrp/script-shell.md)');
});

it('a rule that does not exist cannot tell of a mistake', () => {
  const groups = [{ subject: 'Words', mistakes: [{ mistake: 'A word', rules: ['vrrp/no-such-rule'] }] }];
  expect(() => misconfigurationsPageMarkdown(groups, rules)).toThrow('vrrp/no-such-rule');
});
