import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.ts';
import { inProfiles, profileConflicts, profiles } from '../../rules/profiles.ts';

const names = profiles.map(({ name }) => name);

describe('profiles', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))('%s names none that does not exist', (_, { profiles: own = {} }) => {
    expect(Object.keys(own).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('lie within one that exists, and conflict with ones that exist', () => {
    const others = profiles.flatMap(({ within, conflicts = {} }) => [...(within === undefined ? [] : [within]), ...Object.keys(conflicts)]);
    expect(others.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('take from a wider one what they do not say themselves', () => {
    expect(inProfiles({ cloud: 'error', openstack: 'info', lvs: 'warning' })).toEqual({
      cloud: 'error',
      aws: 'error',
      azure: 'error',
      gcp: 'error',
      openstack: 'info',
      vmware: 'error',
      lvs: 'warning',
    });
  });

  it('that no configuration can meet together are named, each pair once', () => {
    expect(profileConflicts(['l3-only', 'security'])).toEqual([]);
    expect(profileConflicts(['rfc-9568', 'l3-only', 'cloud'])).toEqual([
      expect.stringMatching(/^No configuration can pass both 'rfc-9568' and 'l3-only': .*\.$/),
    ]);
    expect(profileConflicts(['rfc-3768', 'rfc-9568'])).toHaveLength(1);
    expect(profileConflicts(['all', 'rfc-9568', 'l3-only'])).toEqual([expect.stringContaining("No configuration can pass 'all'")]);
  });
});
