import { describe, expect, it } from 'vitest';
import { commandWords } from '../../../src/binding/script-lines.ts';
import { networkChangeOf } from '../../../src/rule/network-commands.ts';

describe('what a command changes of addresses and routes', () => {
  it.each([
    ['/sbin/ip -4 addr add 192.0.2.200/32 dev lo', 'adds address 192.0.2.200/32'],
    ['ip a add dev lo 192.0.2.200', 'adds address 192.0.2.200'],
    ['sudo ip -6 address delete 2001:db8::1/128 dev lo', 'removes address 2001:db8::1/128'],
    ['/usr/sbin/ip route replace blackhole 192.0.2.0/24', 'adds route 192.0.2.0/24'],
    ["/bin/sh -c 'ip r del default'", 'removes route default'],
  ])('%s', (command, change) => {
    const { does, kind, what } = networkChangeOf(commandWords(command)) ?? {};
    expect(`${does} ${kind} ${what}`).toBe(change);
  });

  it.each([
    '/sbin/ip addr show 192.0.2.200',
    '/sbin/ip -n other addr add 192.0.2.200/32 dev lo',
    '/sbin/ip addr add $VIP dev lo',
    '/sbin/ip rule add from 192.0.2.200 table 10',
    "/bin/sh -c 'ip addr add 192.0.2.200/32 dev lo; sleep 1'",
    '/usr/local/bin/announce add 192.0.2.200',
  ])('is not known of %s', (command) => {
    expect(networkChangeOf(commandWords(command))).toBeNull();
  });
});
