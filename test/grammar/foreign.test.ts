import { describe, expect, it } from 'vitest';
import { recognizeForeign } from '../../grammar/foreign.ts';

describe('recognizeForeign', () => {
  it.each([
    ['JSON', '{\n  "vrrp_instance": { "interface": "eth0" }\n}\n'],
    ['JSON', '[{"a": 1}]\n'],
    ['YAML', '---\nname: web\nports:\n  - 80\n'],
    ['YAML', 'data:\n  keepalived.txt: |\n    vrrp_instance VI_1 {\n    }\n'],
    ['XML or HTML', '<?xml version="1.0"?>\n<busconfig>\n</busconfig>\n'],
    ['a script', '#!/bin/sh\ncat <<EOF\nvrrp_instance VI_1 {\n}\nEOF\n'],
    ['a script', 'if pidof haproxy >/dev/null; then\n  exit 0\nfi\nexit 1\n'],
    ['a script', 'check() {\n  curl -fsS http://127.0.0.1/ || exit 1\n}\ncheck\n'],
    ['a script', 'for n in 1 2; do\n  cat > $n.conf <<EOF\nvrrp_instance VI_1 {\n}\nEOF\ndone\n'],
    [
      'a source text in Go',
      '// Copyright\npackage main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("virtual_server 192.0.2.1 80 {")\n}\n',
    ],
    ['a source text in Python', 'import sys\n\ndef main():\n    print("vrrp_instance VI_1 {")\n'],
    ['Markdown', '# Set-up\n\n```\nvrrp_instance VI_1 {\n}\n```\n'],
    ['an INI file or a systemd unit', '[Service]\nExecStart=/usr/sbin/keepalived\nRestart=always\n'],
    ['a list of KEY=VALUE settings', 'net.ipv4.ip_nonlocal_bind = 1\nnet.ipv4.ip_forward = 1\n'],
    ['a configuration of nginx or the like', 'user nginx;\nhttp {\n  server {\n    listen 80;\n  }\n}\n'],
    ['a text or a configuration of another program', 'global\n  maxconn 100\ndefaults\n  mode http\nfrontend a\n  bind :80\n'],
    ['a binary file', '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01'],
  ])('knows %s', (format, text) => {
    expect(recognizeForeign(text)).toBe(format);
  });

  it('takes a few commands for a script where the file is named like one', () => {
    const commands = 'logger "$1 is master"\nsystemctl restart nginx\n';
    expect(recognizeForeign(commands, '/etc/keepalived/notify.sh')).toBe('a script');
    expect(recognizeForeign(commands, '/etc/keepalived/keepalived.conf')).toBeNull();
    expect(recognizeForeign('vrrp_instance VI_1 {\n}\n', 'keepalived.sh')).toBeNull();
    expect(recognizeForeign('# to be written\n', 'notify.sh')).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['comments', '# later\n! more\n'],
    ['a misspelt block', 'vrrp_instnace VI_1 {\n  foo bar;\n  baz: 1\n}\n'],
    ['a configuration with a script behind it', 'vrrp_instance VI_1 {\n  interface eth0\n}\nif pidof nginx; then\n  exit 0\nfi\n'],
    ['a fragment of addresses', '192.0.2.1/24 dev eth0\n192.0.2.2/24 dev eth0\n'],
    ['values written as in other programs', 'vrrp_instance VI_1 {\n  state = MASTER;\n  interface: eth0;\n}\n'],
    ['definitions and an include', '$A=1\n$B=2\ninclude conf.d/*.conf\n'],
    ['a template in braces', '{{ "x" }}\n{% for i in l %}\n{{ i }}\n{% endfor %}\n'],
    ['UTF-16', [...'vrrp_instance VI_1 {\n}\n'].join('\0')],
    ['a damaged configuration', 'vrrp_instance VI_1 {\n  state\0 MASTER\n}\n'],
  ])('leaves %s to the rules', (_, text) => {
    expect(recognizeForeign(text)).toBeNull();
  });
});
