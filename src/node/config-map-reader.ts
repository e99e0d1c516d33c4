import { basename, dirname, resolve } from 'node:path';
import type { Holder } from '../../grammar/source.ts';
import { matchingPaths } from '../engine/memory-reader.ts';
import type { ReadResult, Root } from '../engine/reader.ts';
import type { ConfigMapEntry } from './config-map.ts';
import { isConfigurationOfMap, mayHoldFiles } from './discover/recognise.ts';
import type { NodeReader } from './node-reader.ts';

/** Where the files of a ConfigMap most often are in the container. */
const MOUNTED_AT = '/etc/keepalived';

/** What a ConfigMap holds for one file. */
interface Part {
  /** The YAML file. */
  readonly holder: string;
  readonly text: string;
  /** Lines of the YAML above it. */
  readonly above: number;
}

/** A configuration in a YAML file that cannot be read with places in it. */
export interface UnusableEntry {
  readonly key: string;
  readonly why: NonNullable<ConfigMapEntry['unusable']>;
}

/** What a YAML file holds. */
export interface HeldConfigurations {
  readonly roots: readonly Root[];
  readonly unusable: readonly UnusableEntry[];
}

/**
 * A reader that also knows the files that ConfigMaps hold. Each has a path behind that of the YAML file: `site/lb.yaml#lb1/keepalived.conf`. The keys
 * of one ConfigMap lie in one folder, as they do once they are mounted; so an include line finds them beside it, and below /etc/keepalived.
 */
export class ConfigMapReader implements NodeReader {
  readonly #inner: NodeReader;
  readonly #parts = new Map<string, Part>();
  /** Of each folder of parts the YAML file. */
  readonly #folders = new Map<string, string>();
  readonly #held = new Map<string, HeldConfigurations>();

  constructor(inner: NodeReader) {
    this.#inner = inner;
  }

  /** The configurations that a YAML file holds; all its keys can be read from now on. */
  async open(absolute: string): Promise<HeldConfigurations> {
    const known = this.#held.get(absolute);
    if (known) return known;
    const result = this.#inner.readAnyway(absolute);
    const held = 'text' in result ? await this.#register(absolute, result.text) : { roots: [], unusable: [] };
    this.#held.set(absolute, held);
    return held;
  }

  async #register(holder: string, yaml: string): Promise<HeldConfigurations> {
    if (!mayHoldFiles(yaml)) return { roots: [], unusable: [] };
    const { entriesOf } = await import('./config-map.ts');
    const roots: Root[] = [];
    const unusable: UnusableEntry[] = [];
    for (const { key, map, text, above, unusable: why } of entriesOf(yaml)) {
      if (basename(key) !== key || key === '..' || key === '.') continue;
      const isRoot = isConfigurationOfMap(key, text);
      if (why !== null) {
        if (isRoot) unusable.push({ key, why });
        continue;
      }
      const folder = this.#freeFolder(`${holder}#${map ?? ''}`, key);
      const absolute = `${folder}/${key}`;
      this.#folders.set(folder, holder);
      this.#parts.set(absolute, { holder, text, above });
      if (isRoot) roots.push({ absolute, path: this.show(absolute) });
    }
    return { roots, unusable };
  }

  /** The folder of a map, or one beside it where another map of the same name has such a key. */
  #freeFolder(folder: string, key: string): string {
    for (let number = 1; ; number++) {
      const each = number === 1 ? folder : `${folder}~${number}`;
      if (!this.#parts.has(`${each}/${key}`)) return each;
    }
  }

  holderOf(absolute: string): Holder | null {
    const part = this.#parts.get(absolute);
    return part ? { path: this.#inner.show(part.holder), above: part.above } : null;
  }

  read(absolute: string): ReadResult {
    return this.#parts.get(absolute) ?? this.#inner.read(absolute);
  }

  readAnyway(absolute: string): ReadResult {
    return this.#parts.get(absolute) ?? this.#inner.readAnyway(absolute);
  }

  match(pattern: string, directory: string): readonly string[] {
    if (!this.#folders.has(directory)) return this.#inner.match(pattern, directory);
    return matchingPaths(this.#parts.keys(), this.resolve(pattern, directory), '');
  }

  show(absolute: string): string {
    const part = this.#parts.get(absolute);
    return part ? this.#inner.show(part.holder) + absolute.slice(part.holder.length) : this.#inner.show(absolute);
  }

  resolve(path: string, directory: string): string {
    if (!this.#folders.has(directory)) return this.#inner.resolve(path, directory);
    const inContainer = resolve(MOUNTED_AT, path);
    return dirname(inContainer) === MOUNTED_AT ? `${directory}/${basename(inContainer)}` : inContainer;
  }

  directoryOf(absolute: string): string {
    return this.#parts.has(absolute) ? dirname(absolute) : this.#inner.directoryOf(absolute);
  }

  isAllowed(absolute: string): boolean {
    return this.#inner.isAllowed(this.#parts.get(absolute)?.holder ?? absolute);
  }

  addRoot(absolute: string): void {
    this.#inner.addRoot(this.#parts.get(absolute)?.holder ?? absolute);
  }

  prepareWildcards(): Promise<void> {
    return this.#inner.prepareWildcards();
  }

  addDirectory(absolute: string): void {
    const holder = this.#folders.get(absolute);
    this.#inner.addDirectory(holder === undefined ? absolute : dirname(holder));
  }
}
