import { describe, expect, it } from 'vitest';
import { commandWords } from '../../../src/binding/script-lines.ts';
import { servicesAskedBy, servicesStoppedBy } from '../../../src/rule/service-commands.ts';

describe('what a command stops', () => {
  it.each([
    ['/usr/bin/systemctl stop haproxy.service', ['haproxy']],
    ['/usr/bin/systemctl --no-block stop nginx haproxy', ['nginx', 'haproxy']],
    ['/usr/sbin/service mysqld stop', ['mysql']],
    ['/etc/init.d/mysql stop', ['mysql']],
    ['sudo systemctl stop nginx', ['nginx']],
    ["/bin/sh -c 'systemctl stop nginx || exit 1'", ['nginx']],
    ['/usr/bin/killall haproxy', ['haproxy']],
    ['/usr/bin/pkill -9 -x haproxy', ['haproxy']],
    ['/usr/bin/docker stop haproxy', ['haproxy']],
    ['/usr/bin/pkill -HUP haproxy', []],
    ['/usr/bin/killall -0 haproxy', []],
    ['/usr/bin/systemctl restart haproxy', []],
    ['/usr/bin/systemctl start stop', []],
    ["/bin/sh -c 'systemctl stop nginx; systemctl start nginx'", []],
    ['/etc/keepalived/stop_haproxy.sh', ['haproxy']],
    ['/etc/keepalived/haproxy-stop', ['haproxy']],
    ['/etc/keepalived/haproxy.sh stop', ['haproxy']],
    ['/etc/keepalived/haproxy.sh backup', []],
    ['/etc/keepalived/stop.sh haproxy', []],
  ])('%s', (command, services) => {
    expect(servicesStoppedBy(commandWords(command))).toEqual(services);
  });
});

describe('what a command asks for', () => {
  it.each([
    ['/usr/bin/systemctl is-active --quiet haproxy', ['haproxy']],
    ['/usr/bin/killall -0 haproxy', ['haproxy']],
    ['/usr/bin/pgrep -x mysqld', ['mysql']],
    ['/usr/bin/pidof /usr/sbin/nginx', ['nginx']],
    ['/etc/init.d/nginx status', ['nginx']],
    ['/usr/bin/killall haproxy', []],
    ['/usr/bin/curl -f http://127.0.0.1/', []],
    ["/bin/sh -c 'pidof nginx || pidof haproxy'", []],
  ])('%s', (command, services) => {
    expect(servicesAskedBy(commandWords(command))).toEqual(services);
  });
});
