import { describe, expect, it } from 'vitest';
import { lintText } from '../helpers/lint-text.ts';

/** The keywords of a template that are misspelt, as the rule says it. */
function misspelt(text: string): readonly string[] {
  return lintText(text).findings.flatMap(({ rule, line, summary, advice }) =>
    rule === 'template/unknown-keyword' ? [`${line}: ${summary} ${advice}`] : [],
  );
}

describe('the keywords of a template', () => {
  it.each([
    ['Jinja2', 'vrrp_instance {{ n }} {\n{% if x %}\n  interfce eth0\n{% endif %}\n}\n'],
    ['ERB', 'vrrp_instance <%= @n %> {\n<% if @x -%>\n  interfce eth0\n<% end -%>\n}\n'],
    ['EPP', '<%- | String $n | -%>\nvrrp_instance <%= $n %> {\n  interfce eth0\n}\n'],
    ['Go', 'vrrp_instance {{ .Name }} {\n{{- range .Vips }}\n  interfce eth0\n{{- end }}\n}\n'],
    ['envsubst', 'vrrp_instance A {\n  interface ${IF}\n  interfce ${IFACE}\n}\n'],
  ])('are checked in %s, wherever they stand in full', (_, text) => {
    expect(misspelt(text)).toEqual(["3: 'interfce' is no keyword of vrrp_instance. Did you mean 'interface'?"]);
  });

  it.each([
    ['a word that touches a mark', 'vrrp_instance A {\n  interfce{{ x }} eth0\n  {{ y }}interfce eth0\n}\n'],
    ['an entry of a list', 'vrrp_instance {{ n }} {\n  track_script {\n    prioritty\n  }\n}\n'],
    ['what stands in a block of unknown name', '{{ kind }} A {\n  interfce eth0\n}\n'],
    ['a keyword of another block, which a condition may have opened', 'vrrp_instance {{ n }} {\n  fall 3\n}\n'],
    ['a keyword of another number, which is no slip', 'vrrp_instance {{ n }} {\n  native_ipv4\n}\n'],
    ['a word that is near none', 'vrrp_instance {{ n }} {\n  something else\n}\n'],
    ['comments and quoted text', 'vrrp_instance {{ n }} {\n  # interfce\n  notify "a { b"\n  "interfce" eth0\n}\n'],
    ['code of the template over several lines', 'vrrp_instance {{ n }} {\n{% set x = [\n  interfce\n] %}\n}\n'],
  ])('are not: %s', (_, text) => {
    expect(misspelt(text)).toEqual([]);
  });

  it('are told by one rule', () => {
    const { findings } = lintText('vrrp_instance {{ n }} {\n  interfce eth0\n}\n');
    expect(findings.map(({ rule }) => rule)).toEqual(['template/unrendered', 'template/unknown-keyword']);
  });
});
