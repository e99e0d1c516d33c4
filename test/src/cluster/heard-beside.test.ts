import { describe, expect, it } from 'vitest';
import { heardBeside } from '../../../src/cluster/heard-beside.ts';
import { clusterOf } from '../../helpers/cluster.ts';

interface Settings {
  /** Lines of the second instance, whose adverts are asked for. */
  readonly lines?: string;
  readonly grouped?: boolean;
}

/** A node with the virtual routers 51 and 52; those of the first one are not heard. */
function text(host: number, { lines = '', grouped = true }: Settings = {}): string {
  const instance = (name: string, id: number, more: string): string =>
    `vrrp_instance ${name} {\ninterface eth0\nvirtual_router_id ${id}\npriority ${200 - host}\n${more}\nvirtual_ipaddress {\n192.0.2.${id}\n}\n}\n`;
  const group = grouped ? 'vrrp_sync_group G {\ngroup {\nA\nB\n}\n}\n' : '';
  return group + instance('A', 51, host === 2 ? 'version 3' : '') + instance('B', 52, lines);
}

function heard(first: Settings, second: Settings): string {
  const cluster = clusterOf({ 'lb1.conf': text(1, first), 'lb2.conf': text(2, second) });
  const [one, other] = cluster.routers.find(({ virtualRouterId }) => virtualRouterId === 51)?.members ?? [];
  if (!one || !other) throw new Error('there is no such virtual router');
  return heardBeside(one, other)
    .map(({ name }) => name)
    .join(' ');
}

const unicast = (own: number, peer: number, more = ''): string =>
  `unicast_src_ip 192.0.2.${own}\nunicast_peer {\n192.0.2.${peer}${more}\n}`;

describe('members of a sync group that hear each other', () => {
  it('hold the second node back only where both nodes have the group', () => {
    expect(heard({}, {})).toBe('B');
    expect(heard({}, { grouped: false })).toBe('');
    expect(heard({ grouped: false }, { grouped: false })).toBe('');
  });

  it('take the adverts of each other', () => {
    expect(heard({}, { lines: 'advert_int 3' })).toBe('');
    expect(heard({ lines: unicast(1, 2) }, { lines: unicast(2, 1) })).toBe('B');
    expect(heard({ lines: unicast(1, 2) }, { lines: unicast(2, 9) })).toBe('');
    expect(heard({ lines: unicast(1, 2) }, { lines: unicast(2, 1, ' min_ttl 255') })).toBe('B');
    expect(heard({ lines: `unicast_ttl 64\n${unicast(1, 2)}` }, { lines: unicast(2, 1, ' min_ttl 255') })).toBe('');
  });
});
