import { describe, expect, it } from 'vitest';
import { type IpAddress, parsePrefixedAddress } from '../../../../src/binding/ip-address.ts';
import { contains, equalAddresses, multicastMac, networkOf, sameNetwork, virtualMac } from '../../../../src/model/net/network.ts';

function ip(text: string): IpAddress {
  return parsePrefixedAddress(text)?.ip ?? expect.fail(text);
}

describe('networks', () => {
  it('tells what lies in a network', () => {
    expect(contains(ip('192.0.2.1/24'), ip('192.0.2.200'))).toBe(true);
    expect(contains(ip('192.0.2.1/25'), ip('192.0.2.200'))).toBe(false);
    expect(contains(ip('2001:db8::1/64'), ip('2001:db8::ffff:1'))).toBe(true);
    expect(contains(ip('0.0.0.0/0'), ip('2001:db8::1'))).toBe(false);
  });

  it('takes addresses for neighbours only when each sees the other', () => {
    expect(sameNetwork(ip('192.0.2.1/24'), ip('192.0.2.200/24'))).toBe(true);
    expect(sameNetwork(ip('192.0.2.1/24'), ip('192.0.2.200/25'))).toBe(false);
    expect(sameNetwork(ip('192.0.2.1'), ip('192.0.2.2'))).toBe(false);
  });

  it('compares addresses without their prefixes', () => {
    expect(equalAddresses(ip('2001:DB8::0:1/64'), ip('2001:db8::1'))).toBe(true);
    expect(equalAddresses(ip('192.0.2.1'), ip('192.0.2.2'))).toBe(false);
  });

  it('names the network of an address', () => {
    expect(networkOf(ip('192.0.2.77/26'))).toBe('192.0.2.64/26');
    expect(networkOf(ip('2001:db8::77/64'))).toBe('2001:db8::/64');
  });
});

describe('MAC addresses', () => {
  it.each([
    ['224.0.0.18', '01:00:5e:00:00:12'],
    ['224.0.0.81', '01:00:5e:00:00:51'],
    ['239.129.2.3', '01:00:5e:01:02:03'],
    ['ff02::12', '33:33:00:00:00:12'],
    ['ff02::1:ff00:abcd', '33:33:ff:00:ab:cd'],
  ])('frames for %s go to %s', (group, mac) => {
    expect(multicastMac(group)).toBe(mac);
  });

  it('has none for what is no address', () => {
    expect(multicastMac('group')).toBeNull();
  });

  it('has one for each virtual router and family', () => {
    expect(virtualMac('ipv4', 51)).toBe('00:00:5e:00:01:33');
    expect(virtualMac('ipv6', 51)).toBe('00:00:5e:00:02:33');
  });
});
