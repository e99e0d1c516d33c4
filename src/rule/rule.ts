import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Span } from '../../grammar/tree.ts';
import type { Version } from '../../grammar/version.ts';
import type { Cluster, ClusterNode } from '../cluster/cluster.ts';
import type { Covered } from '../daemon/checks/index.ts';
import type { Verdict } from '../daemon/verdict.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Fix } from './fix.ts';
import type { OptionValues, RuleOptions } from './rule-options.ts';
import type { Severity } from './severity.ts';
import type { SuppressionUse } from './suppression-use.ts';

/** How sure a rule is of what it says, in the words of GitHub code scanning. */
export type Precision = 'very-high' | 'high' | 'medium' | 'low';

/**
 * The name of an overlay over the rules' own severities; `recommended` is the rules' own. Which there are is data of the rules
 * (rules/profiles.ts), which this contract does not know.
 */
export type ProfileName = string;

/** A verdict for every version, or one from each named version on (the oldest first; before it: `silent`). */
export type VerdictByVersion = Verdict | Readonly<Partial<Record<Version, Verdict>>>;

/** A place in a configuration: a node, a word, a span of the expanded text, or characters of a file. */
export type Spot = Span | { readonly span: Span } | Origin;

/** What a rule says about one place, in words. */
export interface Words {
  /** What is wrong: one short sentence that stands alone, quotes values in 'single quotes', and ends with a full stop. */
  readonly summary: string;
  /** What keepalived makes of it and why that hurts; whole sentences. */
  readonly detail?: string;
  /** How to mend this very case, where the rule's `advice` is not enough. */
  readonly advice?: string;
  /** What mends it, where a program can. It is taken back where it would make anything worse, so it need not look at all that stands around. */
  readonly fix?: Fix | null;
  readonly related?: readonly { readonly at: Spot; readonly message: string }[];
}

/** Where a rule says something, and how it counts. */
export interface Placed {
  readonly at: Spot;
  /** Where this message differs from the rule. */
  readonly verdict?: VerdictByVersion;
  /**
   * What keepalived does on a host with nothing of its own, where only the host decides it. Predicting keepalived assumes such a host; nobody else is told.
   */
  readonly predicted?: VerdictByVersion;
  /** Where this message is milder or worse than the rule: shifts it, whatever the profile made of it. */
  readonly severity?: Severity;
  /** Where keepalived's own report is, if on another line: the place of a finding that is there only because keepalived would report it. */
  readonly reportedAt?: Spot;
  /** The place of the finding that this one follows from. It is then told there, as a related place; it stands alone where there is none. */
  readonly follows?: Spot;
  /** keepalived reports the same mistake twice; this stands for its second report, and is a finding only where its reports are predicted. */
  readonly again?: true;
  /** keepalived says so, and the exit status of its config test stays what it is. */
  readonly uncounted?: true;
  /** It keeps keepalived's config test from ever ending. */
  readonly hangs?: true;
}

/** What a rule says about one place. */
export interface Message extends Placed, Words {}

/**
 * A message that is put into words when it is shown. A rule that may have something to say of each line of a file says it so: of 100,000 messages
 * most are only counted.
 */
export interface LateMessage extends Placed {
  readonly words: () => Words;
}

/**
 * An example of a rule's documentation, which is also its test. A line that must be reported ends in `#~ fragment of the message`; where only a part of
 * it is, in `#~ ^that part^ fragment of the message`. In a bad example `#=> text` at the end of a line is what stands there when the advice has been
 * followed: nothing where the line goes, several lines with a ↵ between them.
 */
export interface Example {
  readonly title: string;
  readonly config: string;
  /** Further files, by the name that an include line gives. */
  readonly files?: Readonly<Record<string, string>>;
  /** The configurations of the other nodes of a cluster, by their paths; that of the first is `config`, in keepalived.conf. */
  readonly otherNodes?: Readonly<Record<string, string>>;
  /** Which of them form a cluster, by name; all of them one where left out. */
  readonly clusters?: Readonly<Record<string, readonly string[]>>;
  /** The keepalived version to assume; the newest where left out. */
  readonly version?: Version;
  /** Whether kvlint itself makes the text that is mended: with safe fixes alone, with an unsafe one among them, or only some of its lines. */
  readonly fixed?: 'safe' | 'unsafe' | 'some';
  /** Why a bad example shows no text that is mended: what is to be done is not in the configuration, or nothing is to be done. */
  readonly notMended?: string;
  /** Other rules that report the very place that this one does, and have something else to say of it. */
  readonly beside?: readonly string[];
}

/**
 * Where what a rule says of keepalived was seen: `live/NAME`, nodes that were run (a folder of test/live/scenarios); `config-test`, what
 * `keepalived -t` says of its examples (test/live/config-test.test.ts); `source/FILE:FUNCTION`, read in keepalived's source, or in the kernel's
 * below `source/linux/`; `rfc/NUMBER#SECTION`, what a standard demands.
 */
export type Proof = 'config-test' | `live/${string}` | `source/${string}:${string}` | `rfc/${number}#${string}`;

/** All that is known of a rule beside its check. */
export interface RuleInfo {
  /** `folder/name`; users write it down, so it never changes. */
  readonly id: string;
  /** What it finds, as a short sentence without a full stop. */
  readonly title: string;
  /** The severity in the profile `recommended`; `off` where only other profiles switch it on. */
  readonly severity: Severity | 'off';
  readonly precision: Precision;
  readonly profiles?: Readonly<Record<ProfileName, Severity | 'off'>>;
  /** What keepalived's config test does about it. */
  readonly verdict: VerdictByVersion;
  /** How it is known that its texts are true: each claim about running nodes has been run, or read in the source. */
  readonly proof?: readonly Proof[];
  /** What the rule looks for. Markdown, as are `why`, `advice` and `unless`. */
  readonly what: string;
  /** What happens on the network or to the service. */
  readonly why: string;
  /** How to mend it. */
  readonly advice: string;
  /** When the finding is legitimate and may be switched off. */
  readonly unless?: string;
  readonly references: readonly { readonly title: string; readonly url: string }[];
  /** What a site may want otherwise; the settings set it, and the check is told. */
  readonly options?: RuleOptions;
  /** Ids of the conditions that it puts into words ({@link Correction.check}), for docs/keepalived-checks.md. */
  readonly covers?: readonly Covered[];
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
  /** Other findings may follow from its findings ({@link Message.follows}). */
  readonly isCause?: true;
  /**
   * Its messages are about words and braces as keepalived reads them, in whatever block that is. Those of other rules hold for keepalived where it reads
   * a line in the block that it stands in.
   */
  readonly ofStructure?: true;
  /**
   * It tells of what is not there, and may have stood in another file: somewhere `above` the place, or `anywhere` in the configuration. `file`: it is
   * a file itself.
   */
  readonly misses?: 'above' | 'anywhere' | 'file';
  /** It tells of other versions of keepalived than the assumed one; `kvlint upgrade`, which compares two, tells of them itself. */
  readonly comparesVersions?: true;
  /** No comment suppresses its findings: what it tells of keeps kvlint from reading the file, comments included, as it is meant. */
  readonly suppressible?: false;
  /** It looks at templates, which are no configurations yet; no other rule judges these as a whole. */
  readonly ofTemplates?: true;
  /**
   * What it says of a line depends on that line and on the blocks around it alone, so that it is true of a line of a template that has no mark,
   * whatever the others render to.
   */
  readonly ofTemplateLines?: true;
  /** It looks at files that were never meant for keepalived; no other rule judges these. */
  readonly ofForeignFiles?: true;
}

/** What a message says. */
export function wordsOf(message: Message | LateMessage): Words {
  return 'words' in message ? message.words() : message;
}

/** Compares what the nodes of one root file would run. Made anew for each root file. */
export interface ViewComparison {
  /** Takes from a view what the comparison needs; keeps nothing of it but origins and values, because there can be thousands. */
  see(configuration: Configuration): void;
  /** Called after the last view. Each message holds for the view of a config-id; its spots are origins. */
  report(report: (configId: string | null, message: Message) => void): void;
}

/**
 * Says something of one node of a cluster. Spots of the message are those of that node; places in the text of other nodes come from `placeIn`
 * (src/cluster/place-in.ts).
 */
export type ClusterReport = (node: ClusterNode, message: Message) => void;

/** What a rule looks for, phase by phase. Each is told what the rule's options are. */
export interface Check<Options extends RuleOptions = RuleOptions> {
  /** Looks at what one node would run. */
  view?(configuration: Configuration, report: (message: Message | LateMessage) => void, options: OptionValues<Options>): void;
  /** Looks at what the nodes of one root file would run beside each other. */
  compareViews?(options: OptionValues<Options>): ViewComparison;
  /** Looks at the nodes of one cluster beside each other. */
  cluster?(cluster: Cluster, report: ClusterReport, options: OptionValues<Options>): void;
  /** What `view` said of nodes of a cluster and what the nodes beside them show not to hold: `withdraw` is told the place of the finding. */
  withdraws?(cluster: Cluster, withdraw: (node: ClusterNode, at: Spot) => void, options: OptionValues<Options>): void;
  /** Looks at the comments that suppress findings, once it is known what came of them. A message holds for all views that read the comment. */
  suppressions?(uses: readonly SuppressionUse[], report: (use: SuppressionUse, message: Message) => void): void;
}

export interface Rule extends RuleInfo {
  readonly check: Check;
}

/** Declares a rule: one file under rules/ is all there is to write. */
export function defineRule<const Options extends RuleOptions>(
  rule: RuleInfo & { readonly options?: Options; readonly check: Check<Options> },
): Rule {
  return rule;
}
