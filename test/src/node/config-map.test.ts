import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../../src/node/config-map.ts';

function mapWith(data: string, head = 'kind: ConfigMap\nmetadata:\n  name: lb\ndata:\n'): string {
  return `${head}${data}`;
}

describe('entriesOf', () => {
  it.each([
    ['|', '    a {\n    }\n'],
    ['|-', '    a {\n    }\n'],
    ['|+', '    a {\n    }\n'],
    ['| # why', '    a {\n    }\n'],
    ['|2', '      a {\n      }\n'],
  ])('gives the lines behind %s as they stand', (sign, lines) => {
    expect(entriesOf(mapWith(`  k.conf: ${sign}\n${lines}`))).toMatchObject([{ key: 'k.conf', map: 'lb', above: 5, unusable: null }]);
    expect(entriesOf(mapWith(`  k.conf: ${sign}\n${lines}`))[0]?.text.trimEnd()).toBe(lines.trimEnd());
  });

  it.each([
    ['folded', '>\n    a\n'],
    ['folded', '>-\n    a\n'],
    ['quoted', '"a\\nb"\n'],
    ['quoted', "'a'\n"],
    ['quoted', 'a\n'],
  ])('says that a text is %s', (unusable, value) => {
    expect(entriesOf(mapWith(`  k.conf: ${value}`))).toMatchObject([{ key: 'k.conf', unusable }]);
  });

  it('finds all documents and the items of lists, and tells them apart', () => {
    const item = (name: string) => `- kind: ConfigMap\n  metadata:\n    name: ${name}\n  data:\n    k.conf: |\n      x\n`;
    const yaml = `${mapWith('  k.conf: |\n    x\n')}---\nkind: List\nitems:\n${item('one')}${item('two')}`;
    expect(entriesOf(yaml).map(({ map, above }) => [map, above])).toEqual([
      ['lb', 5],
      ['one', 14],
      ['two', 20],
    ]);
  });

  it('reads what a Secret holds in the clear, and not what is encoded', () => {
    expect(entriesOf('kind: Secret\nstringData:\n  k.conf: |\n    x\ndata:\n  l.conf: eA==\n').map(({ key }) => key)).toEqual(['k.conf']);
  });

  it('reads a file that Helm has still to render, tags at the left of a block and all', () => {
    const yaml = mapWith(
      '  k.conf: |\n    a {{ .Values.a }}\n{{- range .Values.b }}\n    {{ . }}\n{{- end }}\n    b\n{{- end }}\n',
      '{{- if .Values.on }}\nkind: ConfigMap\nmetadata:\n  name: {{ include "x" . }}\n  labels:\n    {{- include "y" . | nindent 4 }}\ndata:\n',
    );
    const [entry] = entriesOf(yaml);
    expect(entry).toMatchObject({ map: null, above: 8, unusable: null });
    expect(entry?.text).toContain('    {{ . }}\n{{- end }}\n    b\n');
  });

  it('hands on line feeds alone, as YAML does', () => {
    expect(entriesOf(mapWith('  k.conf: |\n    a\n    b\n').replaceAll('\n', '\r\n'))[0]?.text).toBe('    a\n    b\n');
  });

  it.each([
    ['YAML that is broken', 'kind: ConfigMap\ndata: [\n'],
    ['YAML that is deeper than a stack', `kind: ConfigMap\ndata: ${'['.repeat(100_000)}`],
    ['data that is no map', 'kind: ConfigMap\ndata: text\n'],
    ['values that are no texts', 'kind: ConfigMap\ndata:\n  a: [1]\n  ? [b]\n  : c\n  d: 1\n'],
    ['another kind', 'kind: Deployment\ndata:\n  k.conf: |\n    x\n'],
    ['nothing', ''],
  ])('finds nothing in %s', (_, yaml) => {
    expect(entriesOf(yaml)).toEqual([]);
  });
});
