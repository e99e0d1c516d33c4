import { isMap, isScalar, isSeq, type Node, parseAllDocuments, Scalar, type YAMLMap } from 'yaml';
import { createSource, type Source } from '../../grammar/source.ts';

/** A value of a ConfigMap (or of the `stringData` of a Secret) that stands for a file. */
export interface ConfigMapEntry {
  /** The key: the name of the file. */
  readonly key: string;
  /** Of the map; null where it has none, or a template makes it. */
  readonly map: string | null;
  /** As it stands there, indentation and all, so that its columns are those of the YAML. */
  readonly text: string;
  /** How many lines of the YAML stand above it. */
  readonly above: number;
  /** Why its lines are not those of a file; null for a block scalar with `|`. */
  readonly unusable: 'folded' | 'quoted' | null;
}

/** The texts of all ConfigMaps and Secrets of a YAML file, also of one that Helm has still to render. */
export function entriesOf(yaml: string): readonly ConfigMapEntry[] {
  let maps: readonly YAMLMap[];
  try {
    const documents = parseAllDocuments(withoutTemplate(yaml), { uniqueKeys: false, strict: false, logLevel: 'silent' });
    maps = (Array.isArray(documents) ? documents : []).flatMap(({ contents }) => objectsOf(contents as Node | null));
  } catch {
    // Deeper than the parser can go: no ConfigMap is.
    return [];
  }
  const lines = createSource('', yaml);
  return maps.flatMap((map) => {
    const name = nameOf(map, yaml);
    return textsOf(map).map(({ key, value }) => ({ key, map: name, ...textOf(value, lines) }));
  });
}

/**
 * What Helm and its like would take out or fill in, as what YAML can read, each character in its place. A line that holds nothing else is empty,
 * as it often stands further to the left than YAML allows.
 */
function withoutTemplate(yaml: string): string {
  return yaml
    .replace(/^[ \t]*\{\{[^\n]*\}\}[ \t]*\r?$/gm, (line) => ' '.repeat(line.length))
    .replace(/\{\{[^\n]*?\}\}/g, (tag) => 'x'.repeat(tag.length));
}

/** The ConfigMaps and Secrets of a document, which may be a list. */
function objectsOf(contents: Node | null): readonly YAMLMap[] {
  if (!isMap(contents)) return [];
  const items = contents.get('items', true);
  const all = isSeq(items) ? items.items : [contents];
  return all.filter((each): each is YAMLMap => isMap(each) && ['ConfigMap', 'Secret'].includes(String(each.get('kind'))));
}

/** The values that are kept as they are: those of a Secret's `data` are encoded. */
function textsOf(map: YAMLMap): readonly { readonly key: string; readonly value: Scalar }[] {
  const data = map.get(map.get('kind') === 'Secret' ? 'stringData' : 'data', true);
  if (!isMap(data)) return [];
  return data.items.flatMap(({ key, value }) =>
    isScalar(key) && typeof key.value === 'string' && isScalar(value) && typeof value.value === 'string' && value.range
      ? [{ key: key.value, value }]
      : [],
  );
}

function nameOf(map: YAMLMap, yaml: string): string | null {
  const metadata = map.get('metadata', true);
  const name = isMap(metadata) ? metadata.get('name', true) : null;
  if (!isScalar(name) || !name.range) return null;
  const isTemplate = yaml.slice(name.range[0], name.range[1]).includes('{{');
  return isTemplate || typeof name.value !== 'string' || !/^[\w.-]+$/.test(name.value) ? null : name.value;
}

function textOf({ type, range, value }: Scalar, yaml: Source): Pick<ConfigMapEntry, 'text' | 'above' | 'unusable'> {
  const [start = 0, end = 0] = range ?? [];
  const above = yaml.at(start).line;
  if (type !== Scalar.BLOCK_LITERAL && type !== Scalar.BLOCK_FOLDED) return { text: String(value), above, unusable: 'quoted' };
  // YAML hands on every line end as a line feed.
  const text = yaml.text.slice(yaml.lineStart(above + 1), end).replaceAll('\r\n', '\n');
  return { text, above, unusable: type === Scalar.BLOCK_FOLDED ? 'folded' : null };
}
