import { findNodeAtLocation, getNodeValue, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import * as v from 'valibot';
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { createSource } from '../../grammar/source.ts';
import { type SettingsFile, settingsSchema } from './schema.ts';

/** How a settings file is written. `package`: the key `kvlint` of a package.json. */
export type SettingsFormat = 'yaml' | 'json' | 'package';

/** A place in a settings file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The way to a value: keys, and indices of lists. */
export type Way = readonly (string | number)[];

export interface ParsedSettings {
  readonly settings: SettingsFile;
  /** Where a value stands; `key`: where its name does. */
  placeOf(way: Way): Place;
}

/** What is wrong with a settings file. `unknown`: a key that does not exist, with those that do. */
export interface SettingsMistake extends Place {
  readonly message: string;
  readonly unknown?: { readonly key: string; readonly known: readonly string[] };
}

/** A value as text became it, and where its parts stand. */
interface Document {
  readonly value: unknown;
  placeOf(way: Way): Place;
}

/** Reads a settings file. Nothing is looked up: whether the rules and profiles that it names exist is another question. */
export function parseSettings(text: string, format: SettingsFormat): ParsedSettings | { readonly mistake: SettingsMistake } {
  const document = format === 'yaml' ? readYaml(text) : readJson(text, format === 'package' ? ['kvlint'] : []);
  if ('mistake' in document) return document;
  if (Array.isArray(document.value))
    return { mistake: { line: 1, column: 1, message: 'The file must be a table of settings, not a list.' } };
  const result = v.safeParse(settingsSchema, document.value ?? {}, { abortEarly: true });
  if (result.success) return { settings: result.output, placeOf: document.placeOf };
  return { mistake: mistakeOf(result.issues[0], document) };
}

function mistakeOf(issue: v.InferIssue<typeof settingsSchema>, { placeOf }: Document): SettingsMistake {
  const way = (issue.path ?? []).map(({ key }) => key as string | number);
  const key = String(way.at(-1) ?? '');
  const place = placeOf(way);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return { ...place, message: `There is no setting '${nameOf(way)}'.`, unknown: { key, known: keysAround(issue) } };
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    return { ...placeOf(way.slice(0, -1)), message: `'${nameOf(way.slice(0, -1))}' lacks '${key}'.` };
  }
  const name = way.length === 0 ? 'The file' : `'${nameOf(way)}'`;
  return { ...place, message: `${name} must be ${issue.message}.` };
}

/** `overrides[0].rules` */
function nameOf(way: Way): string {
  return way.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

/** The keys that may stand beside an unknown one. */
function keysAround({ path }: v.InferIssue<typeof settingsSchema>): readonly string[] {
  const top = settingsSchema.entries;
  const [first] = path ?? [];
  if (path?.length === 1) return Object.keys(top);
  if (first?.key === 'overrides') return Object.keys(overrideKeys);
  return ['nodes', 'facts'];
}

const overrideKeys = settingsSchema.entries.overrides.wrapped.pipe[0].item.entries;

function readYaml(text: string): Document | { readonly mistake: SettingsMistake } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [error] = document.errors;
  if (error) return { mistake: { ...at(error.pos[0]), message: `This is not YAML: ${withoutQuotes(error.message)}.` } };
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    placeOf(way) {
      const parent = document.getIn(way.slice(0, -1), true);
      const key = isMap(parent) ? keyNode(parent, way.at(-1)) : document.getIn(way, true);
      const range = (key as { range?: readonly number[] | null } | null | undefined)?.range;
      return at(range?.[0] ?? 0);
    },
  };
}

/** The message without the text that it quotes: a configuration with passwords may have been named by mistake. */
function withoutQuotes(message: string): string {
  return message.replace(/: .*/s, '');
}

function keyNode(map: YAMLMap, name: string | number | undefined): unknown {
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === String(name))?.key;
}

function readJson(text: string, base: Way): Document | { readonly mistake: SettingsMistake } {
  const source = createSource('', text);
  const at = (offset: number): Place => source.at(offset);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error || !tree) {
    return {
      mistake: { ...at(error?.offset ?? 0), message: `This is not JSON: ${error ? printParseErrorCode(error.error) : 'it is empty'}.` },
    };
  }
  const own = findNodeAtLocation(tree, [...base]);
  return {
    value: own && getNodeValue(own),
    placeOf(way) {
      const node = findNodeAtLocation(tree, [...base, ...way]);
      const named = node?.parent?.type === 'property' ? node.parent : node;
      return at(named?.offset ?? own?.offset ?? 0);
    },
  };
}
