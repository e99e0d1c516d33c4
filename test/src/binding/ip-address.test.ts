import { describe, expect, it } from 'vitest';
import {
  familyOf,
  isLinkLocal,
  isLinkLocalMulticast,
  isMulticast,
  parseAddress,
  parsePrefixedAddress,
} from '../../../src/binding/ip-address.ts';

describe('addresses as inet_pton reads them', () => {
  it.each(['0.0.0.0', '192.0.2.1', '255.255.255.255', '10.0.0.10'])('%s is IPv4', (text) => {
    expect(familyOf(text)).toBe('ipv4');
  });

  it.each([
    '::',
    '::1',
    '1::',
    'fe80::1',
    '2001:db8:0:0:0:0:0:1',
    '::ffff:192.0.2.1',
    '1:2:3:4:5:6:7:8',
    '1:2:3:4:5:6:192.0.2.1',
    'FE80::A',
    '1:2:3:4:5:6:7::',
  ])('%s is IPv6', (text) => {
    expect(familyOf(text)).toBe('ipv6');
  });

  it.each([
    '',
    '192.0.2',
    '192.0.2.1.5',
    '192.0.2.256',
    '192.0.2.01',
    '192.0.2.',
    '.192.0.2.1',
    '0x7f.0.0.1',
    '3221225985',
    '192.0.2.1/24',
    'example.org',
    ':',
    ':1',
    '1:',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'g::1',
    'fe80::1%eth0',
    '::192.0.2',
    '1:2:3:4:5:6:7:192.0.2.1',
    '::1.2.3.4:5',
  ])('%j is none', (text) => {
    expect(familyOf(text)).toBeNull();
  });

  it('has one text for every way to write an IPv6 address', () => {
    const texts = ['2001:DB8:0:0:0:0:0:1', '2001:db8::1', '2001:0db8::0001'].map((text) => parseAddress(text)?.text);
    expect(new Set(texts)).toEqual(new Set(['2001:db8::1']));
  });

  it('tells groups and link-local addresses', () => {
    const read = (text: string) => parseAddress(text) ?? expect.fail(text);
    expect(['224.0.0.18', '239.255.255.255', 'ff02::12'].map(read).every(isMulticast)).toBe(true);
    expect(['223.255.255.255', '240.0.0.1', 'fe80::1', 'ff::1'].map(read).some(isMulticast)).toBe(false);
    expect(['fe80::1', 'febf::1'].map(read).every(isLinkLocal)).toBe(true);
    expect(['fec0::1', 'fe7f::1', 'fe::1', '169.254.0.1'].map(read).some(isLinkLocal)).toBe(false);
    expect(isLinkLocalMulticast(read('ff02::12'))).toBe(true);
    expect(isLinkLocalMulticast(read('ff05::12'))).toBe(false);
  });
});

describe('prefix lengths', () => {
  it.each([
    ['192.0.2.1/24', 24],
    ['192.0.2.1', 32],
    ['2001:db8::1', 128],
    ['192.0.2.1/', 0],
    ['192.0.2.1/024', 24],
    ['192.0.2.1/+8', 8],
  ])('%s has %d bits', (text, bits) => {
    expect(parsePrefixedAddress(text)).toMatchObject({ ip: { prefix: bits }, prefixValid: true });
  });

  it.each([
    ['192.0.2.1/33', 32],
    ['192.0.2.1/255.255.255.0', 32],
    ['192.0.2.1/-1', 32],
    ['2001:db8::1/129', 128],
  ])('%s is taken as a whole address', (text, bits) => {
    expect(parsePrefixedAddress(text)).toMatchObject({ ip: { prefix: bits, prefixGiven: false }, prefixValid: false });
  });

  it('does not rescue an address that is none', () => {
    expect(parsePrefixedAddress('192.0.2/24')).toBeNull();
  });
});
