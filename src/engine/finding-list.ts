import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Verdict } from '../daemon/verdict.ts';
import type { Finding, Location, RelatedLocation } from '../finding/finding.ts';
import { type FindingFix, fixKey } from '../finding/fix.ts';
import { beginningOf, locate, originOf, wayTo } from '../finding/locate.ts';
import type { Configuration } from '../model/configuration.ts';
import { type LateMessage, type Message, type RuleInfo, wordsOf } from '../rule/rule.ts';
import { compareSeverity, type Severity } from '../rule/severity.ts';
import { textOf } from '../rule/text-of.ts';
import { type BlockPlace, blockPlace, NOWHERE, type ViewText } from './block-place.ts';
import { editsOf } from './edits-of.ts';
import { filesAbove } from './files-above.ts';
import { unlisted } from './limit-listed.ts';
import { ByPlace, beginTogether, placeKey } from './place-key.ts';
import type { Suppressions } from './suppressions.ts';

/** Places that are shown of all that follows from one mistake. */
const MAX_RELATED = 10;

export type View = Configuration['view'];

/** What a rule says of a view, weighed: the severity that it has, and what keepalived does about it there. */
export interface Weighed {
  readonly rule: Pick<RuleInfo, 'id' | 'isCause' | 'misses' | 'suppressible'>;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly message: Message | LateMessage;
  /** Asked for what is listed only. */
  byProfile(): Finding['byProfile'];
}

/** A finding before it is known in which views it holds. */
export interface Draft extends Omit<Finding, 'views' | 'verdicts' | 'severity' | 'byProfile' | 'related' | 'key' | 'fix'> {
  readonly views: (string | null)[];
  readonly verdicts: Verdict[];
  severity: Severity;
  byProfile: Finding['byProfile'];
  fix: FindingFix | null;
  readonly related: RelatedLocation[];
  readonly isCause: boolean;
  /** For its key. */
  readonly block: BlockPlace;
}

/** Does what may ask a rule for words, which may fail. */
export type Guard = (rule: Weighed['rule'], ask: () => void) => void;

/** How many findings a rule has in a root file; those that are suppressed count by themselves. */
interface Tally {
  listed: number;
  /** The first one that is not listed, which stands for those behind it. */
  first: Draft | null;
  unlisted: number;
}

/** The findings of a run: one for each mistake, whatever number of views, lines and consequences it has. */
export class FindingList {
  readonly #drafts = new Map<string, Draft>();
  /** What may be told with another finding of the same view. */
  readonly #followers: Weighed[] = [];
  /** By rule, for the root file that is being linted. */
  readonly #tallies = new Map<string, Tally>();
  /** By rule and file, where findings that are listed begin. */
  readonly #listedAt = new Map<string, Map<string, Set<number>>>();
  readonly #withdrawn = new Set<string>();
  readonly #suppressions: Suppressions;
  readonly #maxListed: number;

  /** `maxListed`: findings of one rule that are listed for one root file. */
  constructor(suppressions: Suppressions, maxListed: number) {
    this.#suppressions = suppressions;
    this.#maxListed = maxListed;
  }

  get all(): readonly Draft[] {
    return [...this.#drafts.values()];
  }

  /**
   * Adds what is said of one view. Without its text, only an origin is a place. `readAgain`: the text of the view where it is not at hand any more;
   * null where the place is in no view.
   */
  add({ root, configId }: View, text: ViewText | null, weighed: Weighed, readAgain: () => ViewText | null = () => text): void {
    const { rule, severity, verdict, message } = weighed;
    const expansion = text?.expansion ?? null;
    const origin = originOf(message.at, expansion);
    if (this.#countUnlisted(rule.id, () => origin)) return;
    const location = locate(origin);
    // What a repetition brings forth is wrong at one place, whatever the values make of it: the first one speaks for all.
    const repeated = origin.through?.some((step) => step.by === 'repetition') ?? false;
    const comment = this.#suppressions.find({ root, configId }, rule, location);
    const words = wordsOf(message);
    const said = repeated ? '' : textOf(words);
    const key = [
      root.path,
      rule.id,
      location.path,
      location.line,
      location.column,
      location.endColumn,
      said,
      comment?.at.offset ?? '',
    ].join('\0');
    const fix = words.fix ? editsOf(words.fix, expansion, severity) : null;
    const known = this.#drafts.get(key);
    if (known) {
      // One text, and views that would have it otherwise: a person must decide.
      if (known.fix && (fix === null || fixKey(fix) !== fixKey(known.fix))) known.fix = null;
      if (known.views.includes(configId)) return;
      known.views.push(configId);
      known.verdicts.push(verdict);
      return;
    }
    const tallied = comment ? `${rule.id} suppressed` : rule.id;
    const tally = this.#tallies.get(tallied) ?? { listed: 0, first: null, unlisted: 0 };
    this.#tallies.set(tallied, tally);
    if (tally.listed >= this.#maxListed && tally.first) {
      tally.unlisted++;
      return;
    }
    const around = readAgain();
    const draft: Draft = {
      rule: rule.id,
      block: around ? blockPlace(message.at, origin, around) : NOWHERE,
      isCause: rule.isCause ?? false,
      severity,
      summary: words.summary,
      detail: words.detail || null,
      advice: words.advice ?? null,
      fix,
      ...location,
      root: root.path,
      views: [configId],
      verdicts: [verdict],
      related: (words.related ?? []).map(({ at, message: each }) => ({ ...locate(originOf(at, expansion)), message: each })),
      way: wayTo(origin),
      ...(rule.misses === 'above' && expansion && { filesAbove: filesAbove(expansion, origin) }),
      byProfile: weighed.byProfile(),
      ...(message.uncounted && { uncounted: message.uncounted }),
      ...(message.hangs && { hangs: message.hangs }),
      ...(comment && { suppressed: { by: 'comment', reason: comment.reason } }),
    };
    if (tally.listed < this.#maxListed) {
      tally.listed++;
      this.#drafts.set(key, draft);
      this.#noteListed(rule.id, origin);
    } else {
      tally.first = draft;
    }
  }

  /** Whether a message needs no more than to be counted, which is done then. It is of a view, and follows from no other one. */
  counts(rule: Weighed['rule'], { at }: Message | LateMessage, { expansion }: ViewText): boolean {
    return this.#countUnlisted(rule.id, () => beginningOf(at, expansion));
  }

  /**
   * Counts what a rule that has too many findings says of a place where it has none: nothing else of it is shown. False for what is to be looked at.
   */
  #countUnlisted(rule: string, originOfIt: () => Origin): boolean {
    const tally = this.#tallies.get(rule);
    if (!tally?.first || !this.#suppressions.isEmpty || this.#isListed(rule, originOfIt())) return false;
    tally.unlisted++;
    return true;
  }

  #isListed(rule: string, { source, offset }: Origin): boolean {
    return this.#listedAt.get(rule)?.get(source.path)?.has(offset) ?? false;
  }

  #noteListed(rule: string, { source, offset }: Origin): void {
    const ofRule = this.#listedAt.get(rule) ?? new Map<string, Set<number>>();
    this.#listedAt.set(rule, ofRule);
    ofRule.set(source.path, (ofRule.get(source.path) ?? new Set<number>()).add(offset));
  }

  /** What a rule said of a place of a view holds no more. It is listed until {@link settleWithdrawals}. */
  withdraw(rule: Pick<RuleInfo, 'id'>, view: View, at: Origin): void {
    this.#withdrawn.add(withdrawalKey(rule.id, view.root.path, view.configId, locate(at)));
  }

  /** Takes back what does not hold. What a comment suppresses stays: the comment answers it also where the file is linted alone. */
  settleWithdrawals(): void {
    if (this.#withdrawn.size === 0) return;
    for (const [key, draft] of this.#drafts) {
      if (draft.suppressed) continue;
      const { rule, root, views, verdicts } = draft;
      for (let index = views.length - 1; index >= 0; index--) {
        if (!this.#withdrawn.has(withdrawalKey(rule, root, views[index] ?? null, draft))) continue;
        views.splice(index, 1);
        verdicts.splice(index, 1);
      }
      if (views.length === 0) this.#drafts.delete(key);
    }
    this.#withdrawn.clear();
  }

  /** Adds what follows from another mistake, once all that is wrong with the view is known. */
  addFollower(weighed: Weighed): void {
    this.#followers.push(weighed);
  }

  /** Tells what follows from a mistake together with that one, so that one mistake is one finding. To be called after each view. */
  settleFollowers(view: View, text: ViewText, guard: Guard): void {
    const { expansion } = text;
    const followers = this.#followers.splice(0);
    if (followers.length === 0) return;
    const byPlace = new ByPlace<Draft[]>();
    for (const draft of this.#drafts.values()) {
      if (!draft.isCause || draft.root !== view.root.path || !draft.views.includes(view.configId)) continue;
      const known = byPlace.get(draft);
      if (known) known.push(draft);
      else byPlace.set(draft, [draft]);
    }
    const addAlone = (weighed: Weighed): void => guard(weighed.rule, () => this.add(view, text, weighed));
    if (byPlace.isEmpty) {
      for (const weighed of followers) addAlone(weighed);
      return;
    }
    const causesAt = ({ source, offset }: Origin): Draft[] => byPlace.get({ path: source.path, ...source.at(offset) }) ?? [];
    const isTold = (weighed: Weighed): boolean => {
      const { rule, message } = weighed;
      const leading = message.follows ? causesAt(beginningOf(message.follows, expansion)) : [];
      if (leading.length === 0) return false;
      const location = locate(originOf(message.at, expansion));
      // What follows from this one is told there as well.
      if (!byPlace.get(location)) byPlace.set(location, leading);
      for (const draft of leading) {
        raise(draft, weighed);
        const isNew = draft.related.length < MAX_RELATED && ![draft, ...draft.related].some((each) => beginTogether(each, location));
        if (isNew) guard(rule, () => draft.related.push({ ...location, message: wordsOf(message).summary }));
      }
      return true;
    };
    // A rule that is asked early may follow from what itself follows from a later one.
    for (const weighed of followers.filter((follower) => !isTold(follower))) {
      if (!isTold(weighed)) addAlone(weighed);
    }
  }

  /** One finding for those of a rule that were too many to list. To be called after each root file. */
  addUnlisted(): void {
    for (const [tallied, { first, unlisted: others }] of this.#tallies) {
      if (first) this.#drafts.set([first.root, tallied, 'unlisted'].join('\0'), unlisted(first, others + 1));
    }
    this.#tallies.clear();
  }
}

function withdrawalKey(rule: string, root: string, configId: string | null, place: Location): string {
  return [rule, root, configId, placeKey(place)].join('\0');
}

/** A cause is as bad as the worst of what follows from it, in the run and in each of its profiles. */
function raise(draft: Draft, weighed: Weighed): void {
  draft.severity = worse(weighed.severity, draft.severity);
  const raised = new Map(draft.byProfile);
  for (const [name, own] of weighed.byProfile()) raised.set(name, worse(own, raised.get(name) ?? own));
  draft.byProfile = raised;
}

function worse(a: Severity, b: Severity): Severity {
  return compareSeverity(a, b) < 0 ? a : b;
}
