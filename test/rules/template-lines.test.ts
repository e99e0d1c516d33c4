import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

/** What is said of a template beside that it is one: `LINE RULE: summary`. */
function told(text: string): readonly string[] {
  return lintText(text).findings.flatMap(({ rule, line, summary }) =>
    rule === 'template/unrendered' ? [] : [`${line} ${rule}: ${summary}`],
  );
}

describe('a line of a template that has no mark', () => {
  it.each([
    ['Jinja2', 'vrrp_instance {{ n }} {\n{% if a %}\n  priority 1OO\n{% endif %}\n}\n'],
    ['ERB', 'vrrp_instance <%= @n %> {\n<% if @a -%>\n  priority 1OO\n<% end -%>\n}\n'],
    ['a Go template', 'vrrp_instance {{ .Name }} {\n{{- if .A }}\n  priority 1OO\n{{- end }}\n}\n'],
    ['a template for envsubst', 'vrrp_instance VI_${N} {\n  interface ${IF}\n  priority 1OO\n}\n'],
    ['one with names for sed', 'vrrp_instance VI___N__ {\n  interface __IF__\n  priority 1OO\n  virtual_router_id __ID__\n}\n'],
  ])('is judged by itself in %s', (_, text) => {
    expect(told(text)).toEqual(["3 syntax/invalid-value: '1OO' behind 'priority' is not a whole number."]);
  });

  it('is told in full, a mark beside it as one sign, and without a fix', () => {
    const text = `vrrp_script {{ check_name }} {
    script "/usr/bin/pgrep nginx | grep -v defunct"
}
vrrp_instance VI_{{ inventory_hostname }} {
    virtual_router_id
    authentication {
        auth_pass 1111
    }
    notify_master “/etc/m.sh x”
    virtual_ipaddress {
        192.0.2.300/24
        {{ vip }}
    }
}
`;
    expect(told(text)).toEqual([
      "2 vrrp/script-shell: keepalived starts this command without a shell, so '|' is handed to the program as an argument.",
      "5 syntax/missing-argument: 'virtual_router_id' has no vrid.",
      "7 vrrp/password: The password of 'VI_…' is one that everybody tries first.",
      "9 syntax/typographic-quote: '“' is no quotation mark to keepalived.",
      "11 net/address: '192.0.2.300/24' is no IP address.",
    ]);
    expect(lintText(text).findings.filter(({ fix }) => fix !== null)).toEqual([]);
  });

  it.each([
    ['what is missing may come from a mark', 'vrrp_instance {{ n }} {\n  state BACKUP\n{{ rest }}\n}\n'],
    ['a line with a mark', 'vrrp_instance {{ n }} {\n  priority 1OO{{ x }}\n  {{ y }} priority 1OO\n  priority 1OO # {{ z }}\n}\n'],
    ['a mark over several lines', 'vrrp_instance {{ n }} {\n{% set x = [\n  priority 1OO\n] %}\n{#\n  priority 1OO\n#}\n}\n'],
    ['a block whose name a mark makes', '{{ kind }} A {\n  priority 1OO\n}\n'],
    ['a name of a shell', 'vrrp_instance ${N} {\n  interface ${IF}\n  priority $PRIO\n}\n'],
    ['two lines for two renderings', 'vrrp_instance {{ n }} {\n{% if a %}\n  priority 100\n{% else %}\n  priority 90\n{% endif %}\n}\n'],
    ['an included file, which it names', 'include conf.d/none.conf\nvrrp_instance {{ n }} {\n}\n'],
  ])('is all that is judged; not %s', (_, text) => {
    expect(told(text)).toEqual([]);
  });

  it('shows no secret, also one that only a line of its own tells', () => {
    const { findings } = lintText('vrrp_instance {{ n }} {\n  authentication {\n    auth_type PASS s3cretpass\n    auth_pass\n  }\n}\n');
    expect(findings.length).toBeGreaterThan(1);
    expect(JSON.stringify(findings)).not.toContain('s3cret');
  });

  it('is suppressed by a comment as any other', () => {
    const text = 'vrrp_instance {{ n }} {\n  priority 1OO # kvlint-disable-line syntax/invalid-value\n}\n';
    expect(told(text)).toEqual([]);
  });
});
