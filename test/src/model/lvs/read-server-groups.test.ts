import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../grammar/version.ts';
import { configure, correctionsOf } from '../../../helpers/configure.ts';
import { realServer, serverText } from '../../../helpers/lvs.ts';

function entriesOf(lines: string, version?: Version): string[] {
  const [group] = configure(`virtual_server_group web {\n${lines}\n}\n`, version).virtualServerGroups;
  const addresses = (group?.addresses ?? []).map(({ ip, port }) => `${ip.text} ${port}`);
  const marks = (group?.marks ?? []).map(({ mark, family }) => `fwmark ${mark} ${family}`);
  return [...addresses, ...marks];
}

describe('entries of a virtual_server_group', () => {
  it('are addresses with or without a port, ranges and firewall marks', () => {
    expect(entriesOf('192.0.2.1 80\n192.0.2.2\n192.0.2.10-20 443\n2001:db8::1-ff 80\nfwmark 3\nfwmark 4 inet6')).toEqual([]);
    expect(entriesOf('192.0.2.1 80\n192.0.2.2\n192.0.2.10-20 443\n2001:db8::1-ff 80\nfwmark 4 inet6')).toEqual([
      '192.0.2.1 80',
      '192.0.2.2 0',
      '192.0.2.10 443',
      '2001:db8::1 80',
      'fwmark 4 ipv6',
    ]);
  });

  it.each([
    ['192.0.2.256 80', 'no address'],
    ['192.0.2.1 65536', 'no port'],
    ['192.0.2.20-20 80', 'a short range that ends where it begins'],
    ['192.0.2.20-300 80', 'beyond the last octet'],
    ['192.0.2.20-30x 80', 'no number'],
    ['192.0.2.20-192.0.2.19 80', 'an end below the start'],
    ['192.0.2.9/29 80', 'host bits'],
    ['192.0.2.0/33 80', 'too long a prefix'],
    ['fwmark 4294967296', 'no mark'],
    ['fwmark 5 ipv4', 'no family'],
  ])('leave out %s: %s', (line) => {
    expect(entriesOf(`${line}\n198.51.100.1 80`)).toEqual(['198.51.100.1 80']);
  });

  it('may end where they begin in the long form, and be networks, since 2.2.2', () => {
    expect(entriesOf('192.0.2.20-192.0.2.20 80\n192.0.2.8/29 80\n2001:db8::/64 80')).toHaveLength(3);
    expect(entriesOf('192.0.2.9/29 80', '2.2.1')).toEqual(['192.0.2.9 80']);
  });
});

describe('groups and virtual servers', () => {
  const server = serverText('group web', `protocol TCP\nlvs_method NAT\n${realServer(80)}`);

  it('find each other, also where the group stands below', () => {
    const { virtualServers, virtualServerGroups } = configure(`${server}virtual_server_group web {\n192.0.2.1 80\n}\n`);
    expect(virtualServers[0]?.service).toMatchObject({ kind: 'group', group: virtualServerGroups[0] });
    expect(virtualServerGroups[0]?.virtualServers).toEqual([virtualServers[0]]);
  });

  it('are told apart by name; of two with one name the first counts', () => {
    const { virtualServerGroups } = configure(
      'virtual_server_group a {\n192.0.2.1 80\n}\nvirtual_server_group b {\n192.0.2.2 80\n}\nvirtual_server_group a {\n192.0.2.3 80\n}\n',
    );
    expect(virtualServerGroups.map(({ name, addresses }) => [name, addresses[0]?.ip.text])).toEqual([
      ['a', '192.0.2.1'],
      ['b', '192.0.2.2'],
    ]);
  });

  it('must be of one family, unless nothing fixes that of the server', () => {
    const mixed = 'virtual_server_group web {\n192.0.2.1 80\n2001:db8::1 80\n}\n';
    expect(correctionsOf(`${mixed}${server}`)).toEqual(['lvs/vs-group-mixed-family-conflict: drops, logs']);
    expect(correctionsOf(`${mixed}${server.replace('NAT', 'TUN')}`)).toEqual([]);
    expect(correctionsOf(`virtual_server_group web {\n2001:db8::1 80\n}\n${server}`)).toEqual([
      'lvs/vs-group-family-mismatch: drops, logs',
    ]);
  });
});
