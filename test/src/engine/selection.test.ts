import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/daemon/verdict.ts';
import { activate, messageSeverity, verdictFor } from '../../../src/engine/selection.ts';
import { defineRule, type ProfileName, type Rule } from '../../../src/rule/rule.ts';
import type { Severity } from '../../../src/rule/severity.ts';

const base = defineRule({
  id: 'test/rule',
  title: '',
  severity: 'warning',
  precision: 'high',
  profiles: { 'l3-only': 'error' },
  verdict: 'silent',
  what: '',
  why: '',
  advice: '',
  references: [],
  examples: { bad: [], good: [] },
  check: { view: () => {} },
});

function severityOf(
  rule: Partial<Rule>,
  profiles: ProfileName[],
  message: { severity?: Severity; verdict?: Verdict } = {},
  explicit?: Severity | 'off',
): Severity | null {
  const severities = new Map(explicit ? [['test/rule', explicit]] : []);
  const [activation] = activate([{ ...base, ...rule }], { profiles, severities });
  if (!activation) return null;
  const text = { at: { start: 0, end: 0 }, summary: '', ...(message.severity ? { severity: message.severity } : {}) };
  return messageSeverity(activation, text, message.verdict ?? 'silent');
}

describe('the severity of a finding', () => {
  it("is the rule's own in the recommended profile, which is the default", () => {
    expect(severityOf({}, [])).toBe('warning');
    expect(severityOf({}, ['recommended'])).toBe('warning');
    expect(severityOf({ severity: 'off' }, [])).toBeNull();
  });

  it('is raised by an overlay, which brings the recommended rules with it', () => {
    expect(severityOf({}, ['l3-only'])).toBe('error');
    expect(severityOf({ profiles: {} }, ['l3-only'])).toBe('warning');
    expect(severityOf({ severity: 'off', profiles: { 'l3-only': 'info' } }, ['l3-only'])).toBe('info');
  });

  it('is the worst of those that several profiles name, in any order', () => {
    const profiles = { 'l3-only': 'error', security: 'info', lvs: 'off' } as const;
    expect(severityOf({ severity: 'off', profiles }, ['security', 'l3-only', 'lvs'])).toBe('error');
    expect(severityOf({ severity: 'off', profiles }, ['l3-only', 'security'])).toBe('error');
    expect(severityOf({ severity: 'warning', profiles }, ['security'])).toBe('info');
    expect(severityOf({ severity: 'warning', profiles }, ['lvs'])).toBeNull();
  });

  it('is there for every rule in the profile all', () => {
    expect(severityOf({ severity: 'off', profiles: { 'l3-only': 'info' } }, ['all'])).toBe('info');
    expect(severityOf({ severity: 'off', profiles: {} }, ['all'])).toBe('info');
  });

  it('follows a message that is milder or worse than its rule', () => {
    expect(severityOf({}, [], { severity: 'info' })).toBe('info');
    expect(severityOf({}, ['l3-only'], { severity: 'info' })).toBe('warning');
    expect(severityOf({}, [], { severity: 'error' })).toBe('error');
  });

  it('set by hand wins over profiles and messages', () => {
    expect(severityOf({}, ['l3-only'], { severity: 'error' }, 'info')).toBe('info');
    expect(severityOf({}, ['l3-only'], {}, 'off')).toBeNull();
    expect(severityOf({ severity: 'off' }, [], {}, 'error')).toBe('error');
  });
});

describe('the profile keepalived', () => {
  it('alone reports what its config test would report, and nothing else', () => {
    expect(severityOf({}, ['keepalived'])).toBeNull();
    expect(severityOf({}, ['keepalived'], { verdict: 'logs' })).toBeNull();
    expect(severityOf({}, ['keepalived'], { verdict: 'reports' })).toBe('warning');
    expect(severityOf({ severity: 'off' }, ['keepalived'], { verdict: 'refuses' })).toBe('error');
  });

  it('beside another one adds to it', () => {
    expect(severityOf({}, ['keepalived', 'recommended'])).toBe('warning');
    expect(severityOf({ severity: 'off' }, ['keepalived', 'recommended'], { verdict: 'reports' })).toBe('warning');
  });
});

describe('a verdict by version', () => {
  const verdicts = { '2.4.0': 'refuses', '2.0.7': 'reports', '2.2.5': 'silent' } as const;

  it.each([
    ['2.0.6', 'silent'],
    ['2.0.7', 'reports'],
    ['2.2.4', 'reports'],
    ['2.3.4', 'silent'],
    ['2.4.3', 'refuses'],
  ] as const)('holds from its version on: %s %s', (version, verdict) => {
    expect(verdictFor(verdicts, version)).toBe(verdict);
  });
});
