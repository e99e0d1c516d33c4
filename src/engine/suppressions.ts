import type { Expansion } from '../../grammar/expand/expansion.ts';
import type { Source } from '../../grammar/source.ts';
import type { Location } from '../finding/finding.ts';
import type { Configuration } from '../model/configuration.ts';
import type { RuleInfo } from '../rule/rule.ts';
import { readSuppression } from '../rule/suppression-comment.ts';
import { type CommentReader, type Directive, FileSuppressions, type Match, type ReadDirective, targetOf } from './file-suppressions.ts';

type View = Configuration['view'];

/** The comments of a run that suppress findings. A comment counts in the views that read its line, and for findings in its own file. */
export class Suppressions {
  readonly #directives = new Map<Source, Map<number, Directive | null>>();
  /** By root file, config-id and file. */
  readonly #files = new Map<string, Map<string | null, Map<string, FileSuppressions>>>();
  readonly #views = new Map<Directive, CommentReader[]>();

  /** To be called before the rules are asked about a view. Of what came of the comments in a template, nobody is told. */
  addView({ comments, root, configId }: Expansion, isTemplate: boolean): void {
    if (comments.length === 0) return;
    const bySource = new Map<Source, Set<Directive>>();
    for (const comment of comments) {
      const directive = this.#directiveOf(comment);
      if (directive === null) continue;
      const known = bySource.get(comment.source) ?? new Set();
      if (known.has(directive)) continue;
      bySource.set(comment.source, known.add(directive));
      const views = this.#views.get(directive);
      if (isTemplate) continue;
      const reader: CommentReader = { root, configId, ...(comment.through && { through: comment.through }) };
      if (views) views.push(reader);
      else this.#views.set(directive, [reader]);
    }
    if (bySource.size === 0) return;
    const ofRoot = this.#files.get(root.path) ?? new Map<string | null, Map<string, FileSuppressions>>();
    this.#files.set(root.path, ofRoot);
    ofRoot.set(configId, new Map([...bySource].map(([source, directives]) => [source.path, new FileSuppressions([...directives])])));
  }

  /** Whether no comment suppresses anything. */
  get isEmpty(): boolean {
    return this.#files.size === 0;
  }

  /** The comment that suppresses a finding in one view, which is of use then. */
  find({ root, configId }: View, rule: Pick<RuleInfo, 'id' | 'suppressible'>, { path, line }: Location): Directive | null {
    if (this.isEmpty || rule.suppressible === false) return null;
    const match: Match | null = this.#files.get(root.path)?.get(configId)?.get(path)?.find(rule.id, line) ?? null;
    match?.directive.used.add(match.rule);
    return match?.directive ?? null;
  }

  /** Every comment once, in the order in which they were read. */
  get all(): readonly ReadDirective[] {
    return [...this.#views].map(([directive, views]) => ({ directive, views }));
  }

  #directiveOf(comment: Expansion['comments'][number]): Directive | null {
    const { source, offset } = comment;
    const known = this.#directives.get(source) ?? new Map<number, Directive | null>();
    this.#directives.set(source, known);
    let directive = known.get(offset);
    if (directive === undefined) {
      const read = readSuppression(comment);
      const { line } = source.at(offset);
      directive = read && { ...read, line, target: targetOf(read, source, line), used: new Set(), isUsed: false };
      known.set(offset, directive);
    }
    return directive;
  }
}
