import { describe, expect, it } from 'vitest';
import { createSource } from '../../grammar/source.ts';
import { recognizeTemplate } from '../../grammar/template.ts';

const recognize = (...texts: string[]) => recognizeTemplate(texts.map((text, index) => createSource(`${index}.conf`, text)));

const instance = (body: string) => `vrrp_instance VI_1 {\n${body}\n}\n`;

describe('recognizeTemplate', () => {
  it.each([
    ['Jinja2', '{{ … }}', instance('  interface {{ iface }}')],
    ['Jinja2', '{{ … }}', instance('  priority {{ vrrp_priority | default("100") }}')],
    ['Jinja2', '{{ … }}', instance("  priority {{ 150 if inventory_hostname == groups['lb'][0] else 100 }}")],
    ['Jinja2', '{{ … }}', instance('  priority {{ 100 - loop.index }}')],
    ['Jinja2', '{{ … }}', instance("  router_id {{ grains['nodename'] }}@example.com")],
    ['Jinja2', '{% … %}', '{% for name in names -%}\nvrrp_instance {{ name }} {\n}\n{% endfor %}\n'],
    ['Jinja2', '{% … %}', '{%- if state != "MASTER" %}\nglobal_defs {\n}\n{%- endif %}\n'],
    ['Go template', '{{ … }}', instance('  interface {{.Interface}}')],
    ['Go template', '{{ … }}', '{{- range $i, $v := .Instances }}\nvrrp_instance {{ $v.Name }} {\n}\n{{- end }}\n'],
    ['Go template', '{{ … }}', instance('  interface {{env.Getenv "IFACE" "eth0"}}\n  {{- if .Nopreempt }}\n  nopreempt\n  {{- end }}')],
    ['Jinja2', '{{ … }}', instance('  interface {{ iface }}\n  {% if nopreempt %}\n  {{ include }}\n  {% endif %}')],
    ['ERB', '<% … %>', instance("  interface <%= p('interface') %>")],
    ['EPP', '<% … %>', '<%- | String $interface | -%>\nvrrp_instance VI_1 {\n}\n'],
    ['EPP', '<% … %>', instance('  interface <%= $interface %>')],
    ['placeholder', '@@NAME@@', instance('  interface @@interface@@')],
    ['placeholder', '@NAME@', instance('  interface @IFACE@\n  priority @PRIORITY@')],
    ['placeholder', '__NAME__', instance('  interface __IFACE__\n  priority __PRIORITY__')],
    ['placeholder', '%NAME%', instance('  interface %IFACE%\n  priority %PRIORITY%')],
    ['placeholder', '<--NAME-->', instance('  interface <--IFACE-->\n  priority <--PRIORITY-->')],
    ['placeholder', '_name_', instance('  state _state_\n  interface _interface_\n  priority _priority_')],
    ['placeholder', '<? … ?>', instance('  virtual_ipaddress {\n    <?py for vip in vips: ?>\n    ${vip}\n  }\n  include vs.conf')],
    ['placeholder', '#NAME#', instance('  state #STATE#\n  priority #PRIORITY#')],
    ['placeholder', '{$IFACE}', instance('  interface {$IFACE}\n  virtual_ipaddress {\n    {$VIP-1}/24\n  }')],
    ['envsubst', '${IFACE}', instance('  interface ${IFACE}\n  priority ${PRIORITY}')],
    ['envsubst', '$STATE', instance('  state $STATE\n  interface eth0\n  virtual_ipaddress {\n    $VIP/24\n  }')],
    ['envsubst', '${IFACE…}', instance('  interface ${IFACE:-eth0}')],
    ['envsubst', '${var…}', instance('  interface ${var.interface}')],
  ])('takes %s by %s', (language, form, text) => {
    expect(recognize(text)).toMatchObject({ language, form });
  });

  it('points at the first mark, and counts the lines that have one', () => {
    const text = instance('  interface {{ iface }}\n  priority {{ priority }}');
    const template = recognize(text);
    expect(text.slice(template?.start, template?.end)).toBe('{{ iface }}');
    expect(template?.lines).toBe(2);
  });

  it('finds the mark in an included file', () => {
    expect(recognize('include vips.conf\n', '{{ vip }}\n')?.source.path).toBe('1.conf');
  });

  it.each([
    [
      'a Go template among the arguments of a script',
      'vrrp_script up {\n  script "/usr/bin/docker inspect -f \'{{.State.Running}}\' app"\n}\n',
    ],
    ['the same without quotes', 'vrrp_script up {\n  script /usr/bin/docker inspect -f {{.State.Running}} app\n}\n'],
    ['a mark in a comment', '# {{ ansible_managed }}\n! <%= scope %>\nglobal_defs {\n  router_id lb1 # {{ name }}\n}\n'],
    ['a mark in quotes', 'global_defs {\n  router_id "{{ name }}"\n}\n'],
    ['doubled braces', 'vrrp_instance VI_1 {{ state MASTER }}\n'],
    ['doubled braces around an address', 'virtual_ipaddress {{ 192.0.2.200 }}\n'],
    ['doubled braces around an address with a device', 'virtual_ipaddress {{ 192.0.2.200/24 dev eth0 }}\n'],
    ['braces of a repetition', '~LST({A, B}, {{a, 1}}) vrrp_instance ${A} { }\n'],
    ['braces of an include', 'include {{a,b}}.conf\n'],
    [
      'comments that look like marks',
      instance('  nopreempt #STANDBY#\n  priority 100 #PRIORITY#\n  #NODES#\n  unicast_peer { #PEERS#\n  }'),
    ],
    ['conditions', instance('  @low priority 100\n  @high priority 150')],
    ['an address of mail', 'global_defs {\n  notification_email {\n    ops@EXAMPLE.org\n    root@HOST\n  }\n}\n'],
    ['one name that looks like a placeholder', instance('  notify_fifo __FIFO__\n  interface __main__')],
    ['definitions', ['$IF=eth0', '$PRIO=100', instance('  interface ${IF}\n  priority ${PRIO}')].join('\n')],
    ['a typing error among definitions', ['$IF=eth0', instance('  interface ${IFF}\n  priority ${PRO}')].join('\n')],
    [
      'names that a repetition defines',
      ['~SEQ(N, 1, 2) vrrp_instance VI_${N} { }', instance('  priority ${M}\n  interface ${K}')].join('\n'),
    ],
    ['one undefined name', instance('  interface ${IFACE}')],
    ['one undefined name without braces, twice', instance('  interface $IFACE\n  track_interface {\n    $IFACE\n  }')],
    ['definitions with a blank too many', ['$IF = eth0', '$PRIO = 100', instance('  interface $IF\n  priority $PRIO')].join('\n')],
    ['passwords that begin with a dollar sign', `${instance('  auth_pass $ecret')}${instance('  auth_pass $afe')}`],
    [
      'a block on one line whose address is defined',
      ['$VIP=192.0.2.200', instance('  virtual_ipaddress {$VIP}\n  track_interface {$IF}')].join('\n'),
    ],
    ['the zone of an address', instance('  unicast_src_ip fe80::1%ETH0\n  unicast_peer {\n    fe80::2%ETH0\n  }')],
    ['predefined names', instance('  notify_fifo ${_PWD}/a\n  router_id ${_INSTANCE}\n  x ${_ENV HOME}')],
    ['variables of a shell in a script', 'vrrp_script up {\n  script "/bin/sh -c \'test -d ${HOME} -a -d ${PWD}\'"\n}\n'],
  ])('leaves alone: %s', (_, text) => {
    expect(recognize(text)).toBeNull();
  });

  it('counts the definitions of the including file', () => {
    const fragment = instance('  interface ${IF}\n  priority ${PRIO}');
    expect(recognize('$IF=eth0\n$PRIO=1\n', fragment)).toBeNull();
    expect(recognize(fragment)).not.toBeNull();
  });
});
