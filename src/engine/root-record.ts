import type { Source } from '../../grammar/source.ts';
import type { InstanceTraits, Traits } from '../cluster/traits.ts';
import type { Configuration } from '../model/configuration.ts';
import { passwordWord } from '../model/vrrp/password.ts';
import type { Inputs } from './inputs.ts';
import type { ReadRoot } from './read-root.ts';
import type { Root } from './reader.ts';
import type { Sources } from './sources.ts';

/** A root file as it was read, as plain data that can be written down. No secret is in it: of a password, only where it stands. */
export interface RootRecord {
  readonly inputs: Inputs;
  readonly views: readonly (string | null)[];
  /** Absolute paths of the files that were read. */
  readonly files: readonly string[];
  readonly traits: readonly TraitsRecord[];
  readonly isTemplate: boolean;
  readonly isWhole: boolean;
}

interface TraitsRecord extends Omit<Traits, 'root' | 'instances'> {
  readonly instances: readonly InstanceRecord[];
}

interface InstanceRecord extends Omit<InstanceTraits, 'password'> {
  readonly password: TextPlace | null;
}

/** Where a text stands, in the very characters that count. */
export interface TextPlace {
  /** Absolute path. */
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** Where the passwords of a view's instances stand; null where one does not stand in a file as it counts, such as one out of a definition. */
export function passwordPlaces({ vrrpInstances, expansion }: Configuration, sources: Sources): readonly (TextPlace | null)[] | null {
  const places: (TextPlace | null)[] = [];
  for (const instance of vrrpInstances) {
    const word = passwordWord(instance);
    if (word === null) {
      places.push(null);
      continue;
    }
    const { source, offset } = expansion.origin(word.span.start);
    if (!source.text.startsWith(word.text, offset)) return null;
    places.push({ file: sources.absolute(source), offset, length: word.text.length });
  }
  return places;
}

/** `passwords`: those of each of the views that have traits. */
export function recordOf(
  { views, files, traits, isTemplate, isWhole }: ReadRoot,
  inputs: Inputs,
  passwords: readonly (readonly (TextPlace | null)[])[],
  sources: Sources,
): RootRecord {
  return {
    inputs,
    views,
    files: [...files].map((source) => sources.absolute(source)),
    traits: traits.map(({ configId, instances, services }, view) => ({
      configId,
      services,
      instances: instances.map((instance, index) => ({ ...instance, password: passwords[view]?.[index] ?? null })),
    })),
    isTemplate,
    isWhole,
  };
}

/** The same as it was read. To be called where its inputs are the same again. */
export function readFrom({ views, files, traits, isTemplate, isWhole }: RootRecord, root: Root, sources: Sources): ReadRoot {
  const source = sources.root(root);
  const textAt = ({ file, offset, length }: TextPlace): string => textOf(sources.read(file)).slice(offset, offset + length);
  return {
    root,
    source,
    views,
    files: new Set(files.map((file) => sources.read(file)).filter((each): each is Source => typeof each !== 'string')),
    traits: traits.map(({ configId, instances, services }) => ({
      root: source.path,
      configId,
      services,
      instances: instances.map((instance) => ({ ...instance, password: instance.password && textAt(instance.password) })),
    })),
    isTemplate,
    isWhole,
  };
}

function textOf(source: ReturnType<Sources['read']>): string {
  return typeof source === 'string' ? '' : source.text;
}
