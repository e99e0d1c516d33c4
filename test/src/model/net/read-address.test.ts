import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../grammar/version.ts';
import { configure, instanceText } from '../../../helpers/configure.ts';

/** What keepalived does about the addresses of static_ipaddress, as `check: effect, verdict`. */
function done(lines: string, version?: Version): readonly string[] {
  const { corrections } = configure(`static_ipaddress {\n${lines}\n}\n`, version);
  return corrections.map(({ check, effect, verdict }) => `${check}: ${effect}, ${verdict}`);
}

/** The checks that an instance with such virtual addresses fails. */
function ofVirtual(lines: string, before = ''): readonly string[] {
  return configure(before + instanceText(`virtual_ipaddress {\n${lines}\n}`)).corrections.map(({ check }) => check);
}

describe('an address', () => {
  it('is read with the options of its list', () => {
    expect(done('192.0.2.1/24 dev eth0 use_vmac')).toEqual(['net/address-unknown-option: ignores, reports']);
    expect(done('192.0.2.1/24 dev eth0 track_group nowhere')).toEqual(['net/static-address-track-group-unknown: ignores, reports']);
    expect(ofVirtual('192.0.2.1/24 track_group nowhere')).toEqual(['net/address-unknown-option', 'net/address-unknown-option']);
  });

  it('has the interface, the prefix length and the options that are used', () => {
    const [address] = configure(
      'static_ipaddress {\n192.0.2.1/24 dev eth0 peer 192.0.2.2 label a scope link scope global\n}\n',
    ).staticAddresses;
    expect(address).toMatchObject({ dev: 'eth0', ip: { text: '192.0.2.1', prefix: 32 } });
    expect(address?.options.map(({ word }) => word.text)).toEqual(['dev', 'peer', 'label', 'scope', 'scope']);
  });

  it('is dropped for an option without its value, unlike routes and rules, which stop everything', () => {
    expect(done('192.0.2.1/24 dev')).toEqual(['net/address-option-value-missing: drops, reports']);
    expect(configure('static_ipaddress {\n192.0.2.1/24 dev\n}\n')).toMatchObject({ exit: null, staticAddresses: [] });
  });

  it('with a label or a scope is IPv4', () => {
    expect(done('2001:db8::1/64 dev eth0 label a')).toEqual(['net/address-label-ipv6: ignores, reports']);
    expect(done('2001:db8::1/64 dev eth0 scope link')).toEqual(['net/address-scope-ipv6: ignores, reports']);
    expect(done('2001:db8::1/64 dev eth0 scope 0')).toEqual([]);
    expect(done('192.0.2.1/24 dev eth0 scope universe')).toEqual(['net/address-scope-invalid: ignores, reports']);
  });

  it('takes a peer with a prefix length only in old versions', () => {
    expect(done('192.0.2.1 dev eth0 peer 192.0.2.2/24')).toEqual(['net/address-peer-invalid: ignores, reports']);
    expect(done('192.0.2.1 dev eth0 peer 192.0.2.2/24', '2.0.7')).toEqual([]);
  });

  it('does not read on behind a second track_group', () => {
    const group = 'track_group g {\ngroup {\nVI_1\n}\n}\n';
    const text = `${group}static_ipaddress {\n192.0.2.1/24 dev eth0 track_group g track_group g bogus\n}\n`;
    expect(configure(text).corrections.map(({ check }) => check)).toContain('net/static-address-track-group-twice');
    expect(configure(text).corrections.map(({ check }) => check)).not.toContain('net/address-unknown-option');
  });
});

describe('what keepalived does not notice about addresses', () => {
  it('is an option that the kernel refuses or that has no effect', () => {
    expect(done('192.0.2.1/24 dev eth0 autojoin')).toEqual(['net/address-autojoin-unicast: drops, silent']);
    expect(done('224.0.1.1/32 dev eth0 autojoin')).toEqual([]);
    expect(done('192.0.2.1/24 dev eth0 -nodad')).toEqual(['net/address-ipv6-only-options: ignores, silent']);
  });

  it('is a second scope in one network of an interface', () => {
    expect(done('192.0.2.1/24 dev eth0\n192.0.2.2/24 dev eth0 scope 253')).toEqual(['net/address-kernel-refuses-scope: drops, silent']);
    expect(done('192.0.2.1/24 dev eth0\n192.0.2.2/24 dev eth0 scope 0')).toEqual([]);
    expect(done('192.0.2.1/24 dev eth0\n192.0.2.2/24 dev eth1 scope link')).toEqual([]);
  });
});
