import { describe, expect, it } from 'vitest';
import type { Version } from '../../../../grammar/version.ts';
import type { VirtualServer } from '../../../../src/model/lvs/virtual-server.ts';
import { configure, correctionsOf } from '../../../helpers/configure.ts';
import { realServer, serverText } from '../../../helpers/lvs.ts';

function firstServer(text: string, version?: Version): VirtualServer {
  const [server] = configure(text, version).virtualServers;
  if (!server) throw new Error('the text has no virtual server');
  return server;
}

describe('settings of a virtual server', () => {
  it('are handed down to real servers and checkers, each of which may say otherwise', () => {
    const server = firstServer(
      serverText(
        '192.0.2.10 80',
        `protocol TCP\nlvs_method NAT\ndelay_loop 6\nretry 2\nweight 7\n${realServer(80, 'retry 4\nTCP_CHECK {\ndelay_loop 3\n}\nHTTP_GET {\nurl {\npath /\n}\n}')}`,
      ),
    );
    const [real] = server.realServers;
    expect(real?.weight).toMatchObject({ value: 7, as: 'default' });
    expect(
      real?.checkers.map(({ kind, delayLoop, retry, connectTimeout }) => [kind, delayLoop.value, retry.value, connectTimeout.value]),
    ).toEqual([
      ['TCP_CHECK', 3, 4, 5],
      ['HTTP_GET', 6, 4, 5],
    ]);
  });

  it('give real servers the method above them, else the last one', () => {
    const server = firstServer(
      serverText(
        '192.0.2.10 80',
        `protocol TCP
real_server 198.51.100.11 80 {
}
lvs_method DR
real_server 198.51.100.12 80 {
}
lvs_method TUN
real_server 198.51.100.13 80 {
lvs_method NAT
}`,
      ),
    );
    expect(server.realServers.map(({ method }) => method.value)).toEqual(['TUN', 'DR', 'NAT']);
  });

  it('give a server without a port that of the virtual server, and keepalived replaces one that does not fit', () => {
    const lines = `protocol TCP\nlvs_method DR\n${realServer('')}\nreal_server 198.51.100.12 8080 {\n}`;
    const ports = firstServer(serverText('192.0.2.10 80', lines)).realServers.map(({ port }) => [port.value, port.as]);
    expect(ports).toEqual([
      [80, 'default'],
      [80, 'corrected'],
    ]);
  });

  it('take UDP where none is written, and no protocol for firewall marks', () => {
    expect(firstServer(serverText('192.0.2.10 80', `lvs_method NAT\n${realServer(80)}`)).protocol.value).toBe('UDP');
    expect(firstServer(serverText('fwmark 3', `lvs_method NAT\nprotocol TCP\n${realServer(80)}`)).protocol).toMatchObject({
      value: null,
      as: 'corrected',
    });
  });

  it('leave checks the port that is written behind the real server, and no address where connect_ip is none', () => {
    const checked = (lines: string) => {
      const [checker] = firstServer(serverText('192.0.2.10 80', `protocol TCP\n${lines}`)).realServers[0]?.checkers ?? [];
      return [checker?.address.value?.text, checker?.port.value];
    };
    expect(checked(`lvs_method DR\n${realServer(8080, 'TCP_CHECK {\n}')}`)).toEqual(['198.51.100.11', 8080]);
    expect(checked(`lvs_method DR\n${realServer('', 'TCP_CHECK {\n}')}`)).toEqual(['198.51.100.11', 0]);
    expect(checked(`lvs_method DR\n${realServer(80, 'TCP_CHECK {\nconnect_ip 192.0.2.300\n}')}`)).toEqual([undefined, 80]);
    expect(checked(`lvs_method DR\n${realServer(80, 'SMTP_CHECK {\nconnect_ip 192.0.2.300\n}')}`)).toEqual(['198.51.100.11', 80]);
  });

  it('take a tunnel without the options that are wrong', () => {
    expect(firstServer(serverText('192.0.2.10 80', `protocol TCP\nlvs_method TUN type vxlan\n${realServer(80)}`)).method).toMatchObject({
      value: 'TUN',
      as: 'given',
    });
  });

  it('take a time with a unit behind it for its digits, in microseconds from 2.2.3 on', () => {
    const delay = (version?: Version) =>
      firstServer(serverText('192.0.2.10 80', `delay_loop 6s\n${realServer(80)}`), version).delayLoop.value;
    expect([delay(), delay('2.1.5')]).toEqual([0.000006, 6]);
  });

  it('lower a quorum to the weights that there are, after equal servers are removed', () => {
    const twice = `protocol TCP\nlvs_method NAT\nquorum 2\n${realServer(80)}\n${realServer(80)}`;
    expect(firstServer(serverText('192.0.2.10 80', twice)).quorum).toMatchObject({ value: 1, as: 'corrected' });
    expect(correctionsOf(serverText('192.0.2.10 80', twice))).toEqual([
      'lvs/rs-duplicate: drops, reports',
      'lvs/quorum-above-weights: overrides, reports',
    ]);
  });

  it('wrap a hysteresis round when all weights are 0', () => {
    const server = firstServer(serverText('192.0.2.10 80', `protocol TCP\nlvs_method NAT\n${realServer(80, 'weight 0')}`));
    expect([server.quorum.value, server.hysteresis.value]).toEqual([0, 4_294_967_295]);
  });
});

describe('the family of a virtual server', () => {
  const decided = (lines: string): [string | null, number] => {
    const { family, realServers } = firstServer(serverText('fwmark 3', lines));
    return [family, realServers.length];
  };

  it('is that of the first line that tells it', () => {
    expect(decided(`lvs_method NAT\nip_family inet6\n${realServer('')}`)).toEqual(['ipv6', 0]);
    expect(decided(`lvs_method NAT\npersistence_granularity 255.255.255.0\nreal_server 2001:db8::1 {\n}`)).toEqual(['ipv4', 0]);
    expect(decided(`lvs_method NAT\n${realServer('')}\nreal_server 2001:db8::1 {\n}`)).toEqual(['ipv4', 1]);
  });

  it('is not told by a tunnelled server', () => {
    expect(decided(`lvs_method TUN\n${realServer('')}\nip_family inet6\nreal_server 2001:db8::1 {\n}`)).toEqual(['ipv6', 2]);
  });
});

describe('what keepalived drops', () => {
  it('is a virtual server of an unknown group, which only the log tells', () => {
    const text = serverText('group web', `protocol TCP\nlvs_method NAT\n${realServer(80)}`);
    expect(firstServer(text).dropped).toBe(true);
    expect(correctionsOf(text)).toEqual(['lvs/vs-group-not-configured: drops, logs']);
  });

  it('is a virtual server whose real servers are all of the other family', () => {
    const text = serverText('192.0.2.10 80', 'protocol TCP\nlvs_method NAT\nreal_server 2001:db8::1 80 {\n}');
    expect(firstServer(text).dropped).toBe(true);
    expect(correctionsOf(text)).toEqual(['lvs/rs-family: drops, reports', 'lvs/vs-no-real-servers: drops, reports']);
  });

  it('is a sorry server of the other family, unless it is tunnelled', () => {
    const lines = `protocol TCP\nlvs_method NAT\nsorry_server 2001:db8::9 80\n`;
    expect(firstServer(serverText('192.0.2.10 80', `${lines}${realServer(80)}`)).sorryServer).toBeNull();
    expect(firstServer(serverText('192.0.2.10 80', `${lines}sorry_server_lvs_method TUN\n${realServer(80)}`)).sorryServer).not.toBeNull();
  });
});

describe('versions', () => {
  it('report missing settings since 2.0.20, and log them before', () => {
    const text = 'virtual_server 192.0.2.10 80 {\nprotocol TCP\nlvs_method NAT\nreal_server 198.51.100.11 80 {\n}\n}\n';
    expect(correctionsOf(text, '2.0.20')).toEqual(['lvs/scheduler-missing: overrides, reports']);
    expect(correctionsOf(text, '2.0.19')).toEqual(['lvs/scheduler-missing: overrides, logs']);
  });

  it('report nothing before 2.0.7, and log instead', () => {
    const text = serverText(
      '192.0.2.10 80',
      'protocol TCP\nlvs_method NAT\nreal_server 2001:db8::1 80 {\n}\nreal_server 198.51.100.11 80 {\n}',
    );
    expect(correctionsOf(text, '2.0.7')).toEqual(['lvs/rs-family: drops, reports']);
    expect(correctionsOf(text, '2.0.6')).toEqual(['lvs/rs-family: drops, logs']);
  });

  it('crash on a check without a url up to 2.2.7, if it is the first of the file', () => {
    const check = 'HTTP_GET {\nretry 2\n}';
    const text = (checks: string): string => serverText('192.0.2.10 80', `protocol TCP\nlvs_method NAT\n${realServer(80, checks)}`);
    expect(correctionsOf(text(check), '2.2.7')).toContain('lvs/http-no-url-first-checker: refuses, refuses');
    expect(correctionsOf(text(`TCP_CHECK {\n}\n${check}`), '2.2.7')).toEqual([]);
    expect(correctionsOf(text(check), '2.2.8')).toEqual([]);
  });
});
