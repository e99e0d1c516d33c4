import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { HOOK_PATHS, isConfiguration, mayBeConfiguration } from '../../../../src/node/discover/recognise.ts';

describe('mayBeConfiguration', () => {
  it.each([
    'keepalived.conf',
    'vrrp.conf',
    'keepalived.conf.master',
    'keepalived.conf.backup',
    'keepalived.conf-node1',
    'keepalived.conf2',
    'keepalived-lb1.cfg',
    'Keepalived.conf.j2',
    'vrrp.conf.j2',
    'lb.conf.erb',
    'keepalived.j2',
    'keepalived.conf.lb1.example.org',
  ])('looks into %s', (name) => {
    expect(mayBeConfiguration(name)).toBe(true);
  });

  it.each([
    'README.md',
    'keepalived.conf.md',
    'check_keepalived.conf.sh',
    'keepalived.conf~',
    'keepalived.conf.bak',
    'keepalived.conf.rpmnew',
    'keepalived.conf.dpkg-dist',
    'keepalived.conf.sample',
    'keepalived.service',
    'keepalived.yml',
    'haproxy.cfg',
    'nginx.conf.gz',
    'config.j2',
  ])('ignores %s', (name) => {
    expect(mayBeConfiguration(name)).toBe(false);
  });
});

describe('the hook', () => {
  it('has the pattern of the search, in both of its forms', () => {
    const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as { id: string; files: string }[];
    const pattern = `(?i)${HOOK_PATHS.source.replaceAll('\\/', '/')}`;
    expect(hooks.map(({ id, files }) => ({ id, files }))).toEqual([
      { id: 'kvlint', files: pattern },
      { id: 'kvlint-system', files: pattern },
    ]);
  });

  it.each([
    'keepalived.conf',
    'keepalived/keepalived.conf.master',
    'ha/keepalived.conf-backup',
    'keepalived/keepalived1.conf.bridge',
    'conf/3-node-setup/keepalived.conf.backup1.hc',
    'keepalived.conf.node01',
    'nodes/keepalived.conf.pg-test-01',
    'lb1.keepalived.conf',
    'conf/R1-keepalived.conf',
    'keepalived-haproxy/keepalived.conf.example',
    'docker/keepalived.conf.tmpl',
    'roles/keepalived/templates/keepalived.conf.j2',
    'roles/lb/templates/Keepalived.j2',
    'site-modules/keepalived/templates/vrrp.conf.erb',
    'etc/keepalived/conf.d/10 web.conf',
  ])('is given %s, which a search looks into as well', (path) => {
    expect({ path, hook: HOOK_PATHS.test(path), search: mayBeConfiguration(basename(path)) }).toEqual({ path, hook: true, search: true });
  });

  it.each([
    'nginx.conf',
    'nginx/conf.d/default.conf',
    'haproxy/haproxy.cfg',
    'keepalived/README.md',
    'keepalived/check.sh',
    'keepalived/keepalived.conf.md',
    'keepalived/keepalived.conf.bak',
    'keepalived/keepalived.conf.dpkg-old',
    'roles/keepalived/tasks/main.yml',
    'keepalived.service',
    'src/keepalived.config.ts',
    'notkeepalived/web.conf',
  ])('is not given %s', (path) => {
    expect(HOOK_PATHS.test(path)).toBe(false);
  });
});

describe('isConfiguration', () => {
  it.each([
    ['a block', 'x.conf', 'global_defs {\n}\n'],
    ['a block behind comments, with the brace on a later line', 'x.conf', '# a\n\n! b\n\tvrrp_instance VI_1\n{\n}\n'],
    ['a block with a comment that has a colon', 'x.conf', 'vrrp_instance VI_1 { # note: the main one\n}\n'],
    ['a block of one config-id', 'x.conf', '@lb1 virtual_server 192.0.2.1 80 {\n}\n'],
    ['a repeated block', 'x.conf', '~SEQ(N, 1, 3) vrrp_instance VI_$N { interface eth0 }\n'],
    ['the usual header', 'x.conf', '! Configuration File for keepalived\n\ninclude conf.d/*.conf\n'],
    ['a template', 'x.conf.j2', '{% for v in vips %}\nvrrp_instance {{ v.name }} {\n{% endfor %}\n'],
    ['nothing but includes, by its name', 'keepalived.conf', '# see conf.d\ninclude conf.d/*.conf\n'],
    ['a misspelt block, by its name', 'keepalived.conf', 'vrrp_instnace VI_1 {\n}\n'],
    ['inner keywords, by its name', 'keepalived-vips.conf', 'virtual_ipaddress {\n 192.0.2.1\n}\n'],
    ['a template, by its name', 'keepalived.conf.erb', '<%= @config %>\n'],
    ['UTF-16, by its name', 'keepalived.conf', 'v\0r\0r\0p\0'],
  ])('takes %s', (_, name, text) => {
    expect(isConfiguration(name, text)).toBe(true);
  });

  it.each([
    ['nginx', 'nginx.conf', 'http {\n  server { listen 80; }\n}\n'],
    ['haproxy', 'haproxy.conf', 'global\n  maxconn 100\nfrontend http\n  bind :80\n'],
    ['sysctl', 'keepalived.conf', 'net.ipv4.ip_nonlocal_bind = 1\n'],
    ['tmpfiles', 'keepalived.conf', 'd /run/keepalived 0755 root root -\n'],
    ['logrotate', 'keepalived.conf', '/var/log/keepalived.log {\n  weekly\n}\n'],
    ['rsyslog', '30-keepalived.conf', ':programname, isequal, "keepalived" /var/log/keepalived.log\n& stop\n'],
    ['systemd', 'keepalived.conf', '[Service]\nRestart=always\n'],
    ['D-Bus', 'org.keepalived.Vrrp1.conf', '<busconfig>\n <policy user="root"/>\n</busconfig>\n'],
    ['a setting of another program', 'x.conf', 'virtual_server = 192.0.2.1\nvrrp_instance: VI_1\n'],
    ['talk about keepalived', 'notes.conf', 'A vrrp_instance has a global_defs {\n'],
    ['a binary', 'x.conf', '\x7fELF\0\0\nglobal_defs {\n'],
  ])('leaves %s alone', (_, name, text) => {
    expect(isConfiguration(name, text)).toBe(false);
  });
});
