import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { matcherOf } from '../../../src/settings/compile-layer.ts';
import { relocate, relocationsOf } from '../../../src/settings/relocate.ts';

describe('folders that stand for one of a host', () => {
  const relocations = relocationsOf({ 'hosts/*/etc': '/etc', '.': '/srv/keepalived/' }, '/repo', picomatch);

  it.each([
    ['/etc/keepalived/a.conf', '/repo/hosts/lb9/etc/keepalived', '/repo/hosts/lb9/etc/keepalived/a.conf'],
    ['/etc', '/repo/hosts/lb9/etc/keepalived/conf.d', '/repo/hosts/lb9/etc'],
    ['/srv/keepalived/x/*.conf', '/repo/sites/a', '/repo/x/*.conf'],
    ['/etcetera/a.conf', '/repo/hosts/lb9/etc', null],
    ['/etc/a.conf', '/repo/sites', null],
    ['/etc/a.conf', '/elsewhere/hosts/lb9/etc', null],
  ])('%s in a file of %s is %s', (path, directory, place) => {
    expect(relocate(path, directory, relocations)?.path ?? null).toBe(place);
  });
});

describe('globs of settings', () => {
  it.each([
    [['archive'], 'archive/a.conf', true],
    [['archive'], 'sites/archive/deep/a.conf', true],
    [['archive/'], 'archive/a.conf', true],
    [['./sites/a'], 'sites/a/keepalived.conf', true],
    [['sites/*'], 'sites/a/keepalived.conf', true],
    [['*.conf'], 'sites/a.conf', true],
    [['*.conf'], 'sites/a.txt', false],
    [['**/.hidden/**'], 'x/.hidden/a.conf', true],
    [['sites', '!sites/keep'], 'sites/keep/a.conf', false],
    [['sites', '!sites/keep'], 'sites/other/a.conf', true],
    [[], 'a.conf', false],
  ])('%j names %s: %s', (patterns, path, named) => {
    expect(matcherOf(patterns, '/repo', picomatch)(`/repo/${path}`)).toBe(named);
    expect(matcherOf(patterns, '/repo', picomatch)(`/other/${path}`)).toBe(false);
  });
});
