import { describe, expect, it } from 'vitest';
import { clusterOf, clustersIn, FIRST, type NodeText, nodesIn, nodeText, SECOND } from '../../helpers/cluster.ts';

const first = nodeText(FIRST);
const second = nodeText(SECOND);

describe('nodes that belong together', () => {
  it.each([
    ['lb1/keepalived.conf', 'lb2/keepalived.conf'],
    ['hosts/lb1/etc/keepalived/keepalived.conf', 'hosts/lb2/etc/keepalived/keepalived.conf'],
    ['keepalived-master.conf', 'keepalived-backup.conf'],
    ['keepalived.conf', 'keepalived_backup.conf'],
    ['keepalived.conf', 'keepalived-2.conf'],
    ['master/keepalived.conf', 'slave/keepalived.conf'],
    ['keepalived.conf.node1', 'keepalived.conf.node2'],
    ['keepalived_1.conf', 'keepalived_2.conf'],
    ['lb1.example.com.conf', 'lb2.example.com.conf'],
    ['lb01a.conf', 'lb01b.conf'],
    ['a.conf', 'b.conf'],
    ['lb1/keepalived-lb1.conf', 'lb2/keepalived-lb2.conf'],
    ['10-01-hw/keepalived-1.conf', '10-01-hw/keepalived-2.conf'],
    ['site/ares.conf', 'site/zeus.conf'],
    ['hosts/ares/keepalived.conf', 'hosts/zeus/keepalived.conf'],
  ])('%s and %s', (a, b) => {
    expect(nodesIn({ [a]: first, [b]: second })).toEqual([[a, b]]);
  });

  it('are together though their texts are the same, where their names leave no doubt', () => {
    expect(nodesIn({ 'lb1/keepalived.conf': second, 'lb2/keepalived.conf': second })).toHaveLength(1);
  });

  it('are all views of a conditional file, but not one that plays the part of another', () => {
    const text = `@lb1 $PRIORITY=150\n@lb2 $PRIORITY=100\n@debug $PRIORITY=100\n@debug vrrp_script unused {\n@debug script /bin/true\n@debug }\n${nodeText()}`;
    const priorities = text.replace('priority 100', 'priority $PRIORITY');
    const { clusters, alone } = clustersIn({ 'site/keepalived.conf': priorities });
    expect(clusters.map(({ grouped, nodes }) => [grouped, nodes.map(({ name }) => name)])).toEqual([
      ['views', ['site/keepalived.conf@lb1', 'site/keepalived.conf@lb2']],
    ]);
    expect(alone).toEqual(['site/keepalived.conf@debug']);
  });

  it('name each other as unicast peers, wherever they are', () => {
    const cluster = clusterOf({
      'frankfurt/ares.conf': nodeText({ ...FIRST, source: '192.0.2.1', peers: ['192.0.2.2', '192.0.2.3'] }),
      'london/zeus.conf': nodeText({ ...SECOND, source: '192.0.2.2', peers: ['192.0.2.1', '192.0.2.3'] }),
      'paris/hera.conf': nodeText({ priority: 90, source: '192.0.2.3', peers: ['192.0.2.1', '192.0.2.2'] }),
    });
    expect(cluster.grouped).toBe('peers');
    expect(cluster.nodes).toHaveLength(3);
  });

  it('are together where only one lists the other, if they share an address', () => {
    const cluster = clusterOf({
      'x/ares.conf': nodeText({ ...FIRST, source: '192.0.2.1', peers: ['192.0.2.9'] }),
      'y/zeus.conf': nodeText({ ...SECOND, source: '192.0.2.2', peers: ['192.0.2.1'] }),
    });
    expect(cluster).toMatchObject({ grouped: 'addresses', because: expect.stringContaining('one has the other among its unicast peers') });
  });

  it('are not those that share only the link-local address of every gateway', () => {
    const site = (network: number): NodeText => ({
      lines: `version 3\nvirtual_ipaddress {\nfe80::1/64\n}`,
      vip: `2001:db8:${network}::1/64`,
    });
    expect(
      nodesIn({ 'site/ares.conf': nodeText({ ...FIRST, ...site(1) }), 'site/zeus.conf': nodeText({ ...SECOND, ...site(2) }) }),
    ).toEqual([]);
  });

  it('share an address under different virtual router IDs', () => {
    const cluster = clusterOf({ 'lb1.conf': nodeText({ ...FIRST, id: 51 }), 'lb2.conf': nodeText({ ...SECOND, id: 52 }) });
    expect(cluster.because).toContain('under different virtual router IDs');
    expect(cluster.routers).toHaveLength(2);
  });

  it('agree in nothing but the virtual router ID, and it is called a guess', () => {
    const cluster = clusterOf({
      'keepalived-master.conf': nodeText({ ...FIRST, vip: '192.168.50.150' }),
      'keepalived-backup.conf': nodeText({ ...SECOND, vip: '192.168.50.110' }),
    });
    expect(cluster).toMatchObject({ grouped: 'place', because: expect.stringContaining('guess') });
  });

  it('are directors without VRRP that serve the same', () => {
    const text = 'virtual_server 192.0.2.10 80 {\n  lb_algo rr\n  lb_kind NAT\n  protocol TCP\n  real_server 192.0.2.20 80 {\n  }\n}\n';
    expect(clusterOf({ 'lb1/keepalived.conf': text, 'lb2/keepalived.conf': text }).grouped).toBe('place');
  });

  it('includes a node that nobody lists', () => {
    expect(
      nodesIn({
        'lb1.conf': nodeText({ ...FIRST, source: '192.0.2.1', peers: ['192.0.2.2'] }),
        'lb2.conf': nodeText({ ...SECOND, source: '192.0.2.2', peers: ['192.0.2.1'] }),
        'lb3.conf': nodeText({ priority: 90, source: '192.0.2.3', peers: ['192.0.2.9'] }),
      }),
    ).toEqual([['lb1.conf', 'lb2.conf', 'lb3.conf']]);
  });
});

describe('files that stay apart', () => {
  const numbers = Array.from({ length: 20 }, (_, index) => String(index + 1).padStart(2, '0'));

  it.each([
    'site%/keepalived.conf',
    's%/keepalived.conf',
    's%.conf',
    'customers/%/keepalived.conf',
    'site-%.conf',
    '%/web/keepalived.conf',
  ])('twenty sites with the same addresses: %s', (path) => {
    const files = Object.fromEntries(numbers.map((number) => [path.replace('%', number), first]));
    expect(nodesIn(files)).toEqual([]);
  });

  it.each([
    ['site%/lb1/keepalived.conf', 'site%/lb2/keepalived.conf'],
    ['site%/keepalived-master.conf', 'site%/keepalived-backup.conf'],
    ['site%-lb1.conf', 'site%-lb2.conf'],
    ['lb1-s%.conf', 'lb2-s%.conf'],
    ['lb1/s%.conf', 'lb2/s%.conf'],
    ['s%a.conf', 's%b.conf'],
    ['s%/ares.conf', 's%/zeus.conf'],
  ])('twenty sites of two nodes with the same addresses: %s and %s', (a, b) => {
    const pairs = numbers.map((number) => [a.replace('%', number), b.replace('%', number)] as const);
    const files = Object.fromEntries(pairs.flatMap(([one, other]) => [[one, first] as const, [other, second] as const]));
    const found = nodesIn(files).map((nodes) => [...nodes].sort());
    expect(found).toHaveLength(20);
    expect(found).toEqual(expect.arrayContaining(pairs.map((pair) => [...pair].sort())));
  });

  it('twenty sites with the same unicast addresses', () => {
    const a = nodeText({ ...FIRST, source: '192.168.1.1', peers: ['192.168.1.2'] });
    const b = nodeText({ ...SECOND, source: '192.168.1.2', peers: ['192.168.1.1'] });
    const files = Object.fromEntries(
      numbers.flatMap((number) => [
        [`site${number}/ares/keepalived.conf`, a],
        [`site${number}/zeus/keepalived.conf`, b],
      ]),
    );
    const found = nodesIn(files);
    expect(found).toHaveLength(20);
    for (const nodes of found) expect(new Set(nodes.map((name) => name.split('/')[0])).size).toBe(1);
  });

  it('two pairs in one folder', () => {
    expect(
      nodesIn({
        'R1.conf': nodeText({ ...FIRST, id: 10, vip: '192.0.2.1' }),
        'R2.conf': nodeText({ ...SECOND, id: 10, vip: '192.0.2.1' }),
        'R3.conf': nodeText({ ...FIRST, id: 11, vip: '192.0.2.65' }),
        'R4.conf': nodeText({ ...SECOND, id: 11, vip: '192.0.2.65' }),
      }),
    ).toEqual([
      ['R1.conf', 'R2.conf'],
      ['R3.conf', 'R4.conf'],
    ]);
  });

  it('a copy beside the original', () => {
    expect(nodesIn({ 'keepalived.conf': first, 'keepalived.conf.old': second, 'keepalived.conf.example': second })).toEqual([]);
    expect(nodesIn({ 'keepalived.conf': first, 'keepalived.conf.backup': first })).toEqual([]);
  });

  it('production and staging', () => {
    expect(nodesIn({ 'prod/keepalived.conf': first, 'staging/keepalived.conf': second })).toEqual([]);
  });

  it('files of a collection that were copied from the same tutorial', () => {
    const others = Object.fromEntries(
      numbers.map((number) => [`owner${number}__repo__keepalived.conf`, nodeText({ vip: `192.168.1.${number}` })]),
    );
    expect(nodesIn({ 'anna__ha__keepalived.conf': first, 'bob__web__keepalived.conf': second, ...others })).toEqual([]);
  });
});

describe('clusters that the user named', () => {
  const named = [{ name: 'web', includes: (node: string) => node.startsWith('x/') }];

  it('come before what is found', () => {
    const files = {
      'x/ares.conf': first,
      'x/zeus.conf': nodeText({ id: 9, vip: '192.0.2.77' }),
      'y/lb1.conf': first,
      'y/lb2.conf': second,
    };
    expect(clustersIn(files, { named }).clusters.map(({ name, grouped }) => [name, grouped])).toEqual([
      ['web', 'settings'],
      ['y/lb', 'addresses'],
    ]);
  });
});

it('gives each cluster a name of its own', () => {
  const { clusters } = clustersIn({
    'R1.conf': nodeText({ ...FIRST, id: 10, vip: '192.0.2.1' }),
    'R2.conf': nodeText({ ...SECOND, id: 10, vip: '192.0.2.1' }),
    'R3.conf': nodeText({ ...FIRST, id: 11, vip: '192.0.2.65' }),
    'R4.conf': nodeText({ ...SECOND, id: 11, vip: '192.0.2.65' }),
  });
  expect(clusters.map(({ name }) => name)).toEqual(['R', 'R (2)']);
});

it('takes a folder that is named after a setup for no node of another one', () => {
  const other = nodeText({ ...SECOND, vip: '192.0.2.77' });
  expect(nodesIn({ 'ha/active-active/keepalived.conf': first, 'ha/backup/keepalived.conf': other })).toEqual([]);
  const pair = { 'ha/active-active/master.conf': first, 'ha/active-active/backup.conf': second };
  expect(nodesIn(pair)).toEqual([Object.keys(pair)]);
});

it('names no cluster after a part of a word', () => {
  expect(clusterOf({ 'master/keepalived.conf': first, 'metalogger/keepalived.conf': second }).name).not.toBe('m');
});

describe('virtual routers', () => {
  it('tell what their members do not agree in', () => {
    const { routers } = clusterOf({
      'lb1.conf': nodeText({ ...FIRST, source: '192.0.2.1', peers: ['192.0.2.2'] }),
      'lb2.conf': nodeText({ ...SECOND, vip: '192.168.1.101\n192.168.1.100' }),
    });
    expect(routers).toMatchObject([
      { family: 'ipv4', virtualRouterId: 51, transport: 'mixed', addresses: ['192.168.1.100', '192.168.1.101'] },
    ]);
  });

  it('are several where a node uses the same ID on two segments', () => {
    const other = nodeText({ vip: '192.0.2.9' }).replace('VI_1', 'VI_2').replace('eth0', 'eth1');
    const { routers } = clusterOf({ 'lb1.conf': first + other, 'lb2.conf': second + other });
    expect(routers.map(({ addresses, members }) => [addresses, members.length])).toEqual([
      [['192.168.1.100'], 2],
      [['192.0.2.9'], 2],
    ]);
  });
  it('are several where link-local addresses are all that they share', () => {
    const vlan = (id: number, priority: number): string =>
      nodeText({ priority, id: 7, vip: 'fe80::1/64', lines: `version 3\nvirtual_ipaddress {\n2001:db8:${id}::1/64\n}` })
        .replace('VI_1', `VLAN${id}`)
        .replace('eth0', `eth0.${id}`);
    const { routers } = clusterOf({ 'lb1.conf': vlan(1, 150) + vlan(2, 150), 'lb2.conf': vlan(1, 100) + vlan(2, 100) });
    expect(routers.map(({ addresses, members }) => [addresses, members.map(({ instance }) => instance.name)])).toEqual([
      [
        ['fe80::1%eth0.1', '2001:db8:1::1'],
        ['VLAN1', 'VLAN1'],
      ],
      [
        ['fe80::1%eth0.2', '2001:db8:2::1'],
        ['VLAN2', 'VLAN2'],
      ],
    ]);
  });
});
