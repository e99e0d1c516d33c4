import type { Files } from '../../grammar/expand/files.ts';
import type { Source } from '../../grammar/source.ts';
import type { Target } from '../binding/target.ts';
import { type Traits, traitsOf } from '../cluster/traits.ts';
import { type Unread, unreadOf } from '../finding/unread.ts';
import type { Redactor } from '../secrets/redact.ts';
import type { ViewAnalysis } from './analyse.ts';
import { NotedFiles } from './inputs.ts';
import type { LintCache } from './lint-cache.ts';
import type { ReadRoot } from './read-root.ts';
import type { Root } from './reader.ts';
import { passwordPlaces, recordOf, type TextPlace } from './root-record.ts';
import type { Sources } from './sources.ts';
import type { ViewSelection } from './views.ts';

/** What decides how a root file is read, beside the answers of the file system. `compares`: whether its nodes are compared with others. */
export function readFor(target: Target, { configIds, unnamedView }: ViewSelection, compares: boolean): readonly unknown[] {
  return [target, configIds, unnamedView, compares];
}

/** Takes down what is known of a root file, view by view, and what was asked of the file system meanwhile. */
export class RootReading {
  readonly source: Source;
  readonly #root: Root;
  readonly #sources: Sources;
  readonly #cache: LintCache | null;
  readonly #noted: NotedFiles | null;
  readonly #views: (string | null)[] = [];
  readonly #files = new Set<Source>();
  readonly #traits: Traits[] = [];
  readonly #unread: Unread[] = [];
  /** Null where one cannot be written down as a place. */
  #passwords: (readonly (TextPlace | null)[])[] | null = [];
  #isTemplate = false;

  /** Throws `UnreadableRootError` for a root that cannot be read. */
  constructor(root: Root, sources: Sources, cache: LintCache | null) {
    this.#root = root;
    this.source = sources.root(root);
    this.#sources = sources;
    this.#cache = cache;
    this.#noted = cache && new NotedFiles(root, sources, cache.digest);
  }

  /** What is to be asked for included files. */
  get files(): Files {
    return this.#noted ?? this.#sources;
  }

  get unread(): readonly Unread[] {
    return this.#unread;
  }

  /** `compares`: whether it is compared with others. What is known of it for that; null where it is not. */
  add({ expansion, configuration, kind }: ViewAnalysis, compares: boolean): Traits | null {
    this.#views.push(expansion.configId);
    for (const each of expansion.sources) this.#files.add(each);
    this.#unread.push(...unreadOf(expansion));
    if (kind !== 'configuration') this.#isTemplate = true;
    if (kind !== 'configuration' || !compares) return null;
    const traits = traitsOf(configuration);
    this.#traits.push(traits);
    const places = this.#noted && passwordPlaces(configuration, this.#sources);
    this.#passwords = places && this.#passwords && [...this.#passwords, places];
    return traits;
  }

  /**
   * To be called when all views have been added. `how`: what {@link readFor} says of it. `redactor`: it knows the secrets of all views, so that no
   * record is made that holds one, such as in the place of a name.
   */
  finish(how: readonly unknown[], redactor: Redactor): ReadRoot {
    const known: ReadRoot = {
      root: this.#root,
      source: this.source,
      views: this.#views,
      files: this.#files,
      traits: this.#traits,
      isTemplate: this.#isTemplate,
      isWhole: this.#unread.length === 0,
    };
    if (this.#noted && this.#passwords) {
      const record = recordOf(known, this.#noted.inputs, this.#passwords, this.#sources);
      if (!redactor.isTold(textsOf(record))) this.#cache?.keepRoot(known, how, record);
    }
    return known;
  }
}

/** All texts in plain data, as they are: written as JSON, a backslash or a quote in a secret would be escaped, and the secret not be found. */
function textsOf(data: unknown): string {
  const texts: string[] = [];
  JSON.stringify(data, (_, each) => {
    if (typeof each === 'string') texts.push(each);
    return each;
  });
  return texts.join('\n');
}
