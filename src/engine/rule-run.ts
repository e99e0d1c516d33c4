import type { Origin } from '../../grammar/expand/expansion.ts';
import type { Source } from '../../grammar/source.ts';
import type { Version } from '../../grammar/version.ts';
import type { Cluster, ClusterNode } from '../cluster/cluster.ts';
import { countedLines, startOfLine } from '../daemon/counted-lines.ts';
import { nextMisledReport } from '../daemon/misled-reading.ts';
import { isMissed } from '../daemon/missed-lines.ts';
import type { Verdict } from '../daemon/verdict.ts';
import { originOf } from '../finding/locate.ts';
import type { Configuration } from '../model/configuration.ts';
import type { LateMessage, Message, Placed, Rule, Spot, ViewComparison } from '../rule/rule.ts';
import { unopenedAround } from '../rule/unopened-body.ts';
import type { ViewKind } from './analyse.ts';
import type { ViewText } from './block-place.ts';
import type { FindingList, View } from './finding-list.ts';
import type { LiteralView } from './literal-view.ts';
import { type RulePlan, rulePlan } from './rule-plan.ts';
import { type Activation, messageSeverity, type Selection, verdictFor } from './selection.ts';
import type { ViewedUse } from './suppression-uses.ts';
import { WeighedMessage } from './weighed-message.ts';

/** The rule id of a finding about kvlint itself: a rule that failed. */
export const INTERNAL_ERROR = 'internal-error';

const FAILED = { id: INTERNAL_ERROR, suppressible: false } as const;

const UNREACHED: ReportOptions = { verdict: 'silent' };

/** How a message is listed. */
interface ReportOptions {
  /** In place of what the message or its rule says. */
  readonly verdict?: Verdict;
  /** The text of the view, where it is not at hand any more. */
  readonly readAgain?: () => ViewText | null;
}

/** A comparison of the views of one root file, and how its rule is run. */
interface Comparison {
  readonly activation: Activation;
  readonly comparison: ViewComparison;
}

/** Asks the rules that are switched on, phase by phase, and lists what they say. A rule that throws is told, and the others go on. */
export class RuleRun {
  readonly #plan: RulePlan;
  readonly #findings: FindingList;
  readonly #version: Version;
  /** Of rules, for messages that do not say it. */
  readonly #verdicts = new Map<Rule, Verdict>();
  /** Those of the root file that is being linted. */
  #comparisons: readonly Comparison[] = [];

  constructor(rules: readonly Rule[], selection: Selection, version: Version, findings: FindingList) {
    this.#plan = rulePlan(rules, selection);
    this.#findings = findings;
    this.#version = version;
  }

  get activations(): readonly Activation[] {
    return this.#plan.activations;
  }

  /** Before the views of a root file. */
  beginRoot(root: Source): void {
    this.#comparisons = this.#plan.comparing.flatMap((activation) => {
      let comparison: ViewComparison | undefined;
      this.#guard(activation.rule, { root, configId: null }, () => {
        comparison = activation.rule.check.compareViews?.(this.#plan.optionsOf(activation));
      });
      return comparison ? [{ activation, comparison }] : [];
    });
  }

  /** What one node would run. */
  view(configuration: Configuration, kind: ViewKind): void {
    const { view } = configuration;
    this.#ask(this.#plan.ofViews[kind], view, configuration, (activation, said) => {
      const message = withCause(activation.rule, said, configuration);
      if (this.#isCounted(activation, message, configuration)) return;
      this.#report(activation, view, configuration, message, isHeeded(activation.rule, message, configuration) ? undefined : UNREACHED);
    });
    this.#settle(configuration);
    if (kind !== 'configuration') return;
    // What has not seen every view compares nothing.
    this.#comparisons = this.#comparisons.filter(({ activation, comparison }) =>
      this.#guard(activation.rule, view, () => comparison.see(configuration)),
    );
  }

  #settle(configuration: Configuration): void {
    const { view } = configuration;
    this.#findings.settleFollowers(view, configuration, (rule, ask) => this.#guard(rule, view, ask));
  }

  /** What is told of the lines of a template that have no mark. `view`: that of the template. */
  templateLines(view: View, literal: LiteralView): void {
    const { configuration } = literal.view;
    this.#ask(this.#plan.ofTemplateLines, view, configuration, (activation, message) => {
      const told = literal.told(message);
      if (told) this.#report(activation, view, configuration, told);
    });
  }

  /** What the nodes of one root file would run beside each other. `readAgain`: the text of a view that was seen. */
  endRoot(root: Source, views: number, readAgain: (configId: string | null) => ViewText): void {
    if (views > 1) {
      for (const { activation, comparison } of this.#comparisons) {
        this.#guard(activation.rule, { root, configId: null }, () =>
          comparison.report((configId, message) =>
            this.#report(activation, { root, configId }, null, message, { readAgain: () => readAgain(configId) }),
          ),
        );
      }
    }
    this.#findings.addUnlisted();
  }

  /** Whether any rule compares the nodes of a cluster. */
  get comparesNodes(): boolean {
    return this.#plan.comparesNodes;
  }

  /**
   * What the nodes of one cluster would run beside each other; what is said of a node that is not `isOwn` is for others to tell. keepalived itself
   * sees one node only, so there is nothing to predict.
   */
  cluster(cluster: Cluster, isOwn: (node: ClusterNode) => boolean): void {
    const [first] = cluster.nodes;
    if (!first) return;
    const followers = new Map<ClusterNode, (() => void)[]>();
    for (const activation of this.activations) {
      if (activation.mode !== 'judge') continue;
      const { rule } = activation;
      const options = this.#plan.optionsOf(activation);
      this.#guard(activation.rule, first.configuration.view, () => {
        rule.check.withdraws?.(
          cluster,
          ({ configuration }, at) => this.#findings.withdraw(rule, configuration.view, originOf(at, configuration.expansion)),
          options,
        );
        rule.check.cluster?.(
          cluster,
          (node, message) => {
            if (!isOwn(node)) return;
            const { configuration } = node;
            const report = (): void => this.#report(activation, configuration.view, configuration, withReason(message, cluster));
            if (!message.follows) return report();
            const known = followers.get(node);
            if (known) known.push(report);
            else followers.set(node, [report]);
          },
          options,
        );
      });
    }
    // What the nodes show may follow from a mistake that one of them shows by itself.
    for (const [{ configuration }, reports] of followers) {
      for (const report of reports) report();
      this.#settle(configuration);
    }
    this.#findings.addUnlisted();
  }

  /** What came of the comments that suppress findings. `isOwn`: whether a view is one of those that are asked about here. */
  suppressions(all: readonly ViewedUse[], isOwn: (view: View) => boolean): void {
    const own = new Map(all.flatMap(({ use, views }) => (views.some(isOwn) ? [[use, views.filter(isOwn)] as const] : [])));
    const [first] = [...own.values()].flat();
    if (!first) return;
    for (const activation of this.activations) {
      if (activation.mode !== 'judge') continue;
      this.#guard(activation.rule, first, () =>
        activation.rule.check.suppressions?.([...own.keys()], (use, message) => {
          const at = originOf(message.at, null);
          for (const { through, ...view } of own.get(use) ?? []) {
            this.#report(activation, view, null, { ...message, at: through ? { ...at, through } : at });
          }
        }),
      );
    }
    this.#findings.addUnlisted();
  }

  /** Asks rules about one configuration, and hands out what they say. */
  #ask(
    activations: readonly Activation[],
    view: View,
    configuration: Configuration,
    say: (activation: Activation, message: Message | LateMessage) => void,
  ): void {
    for (const activation of activations) {
      const options = this.#plan.optionsOf(activation);
      this.#guard(activation.rule, view, () => activation.rule.check.view?.(configuration, (message) => say(activation, message), options));
    }
  }

  /** Whether a message of a view is done with before it is weighed: of 100,000 only a few are listed. */
  #isCounted({ mode, rule }: Activation, message: Message | LateMessage, configuration: Configuration): boolean {
    if (mode === 'predict' || message.follows) return false;
    return message.again === true || this.#findings.counts(rule, message, configuration);
  }

  #report(
    activation: Activation,
    view: View,
    configuration: Configuration | null,
    message: Message | LateMessage,
    { verdict: known, readAgain = () => configuration }: ReportOptions = {},
  ): void {
    const { rule, mode } = activation;
    const assumed = mode === 'predict' ? message.predicted : undefined;
    const said = known ?? assumed ?? message.verdict;
    const verdict = said === undefined ? this.#verdictOf(rule) : verdictFor(said, this.#version);
    const severity = messageSeverity(activation, message, verdict);
    if (severity === null) return;
    if (mode === 'predict') {
      for (const at of reportedPlaces(message, configuration)) {
        const placed = { ...message, at };
        this.#findings.add(view, configuration, new WeighedMessage(rule, severity, verdict, placed, this.#plan), readAgain);
      }
      return;
    }
    if (message.again && !message.follows) return;
    const weighed = new WeighedMessage(rule, severity, verdict, message, this.#plan);
    if (message.follows) this.#findings.addFollower(weighed);
    else this.#findings.add(view, configuration, weighed, readAgain);
  }

  #verdictOf(rule: Rule): Verdict {
    const verdict = this.#verdicts.get(rule) ?? verdictFor(rule.verdict, this.#version);
    this.#verdicts.set(rule, verdict);
    return verdict;
  }

  /** False where the rule failed. */
  #guard({ id }: Pick<Rule, 'id'>, view: View, check: () => void): boolean {
    try {
      check();
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = {
        at: { source: view.root, offset: 0, end: 1 },
        summary: `The rule '${id}' failed: ${reason}.`,
        detail: 'Its findings are missing; the other rules went on.',
        advice: 'This is a mistake in kvlint. Please report it with the smallest configuration that shows it.',
      };
      this.#findings.add(view, null, { rule: FAILED, severity: 'error', verdict: 'silent', message, byProfile: () => new Map() });
      return false;
    }
  }
}

/** What is said of a line in a block that keepalived does not open follows from that, unless the rule knows a cause that is nearer. */
function withCause<M extends Message | LateMessage>(rule: Rule, message: M, configuration: Configuration): M {
  if (rule.ofStructure || message.follows) return message;
  const header = unopenedAround(message.at, configuration);
  return header ? { ...message, follows: header } : message;
}

/** Where it is a guess that nodes belong together, whoever reads about them is told so. */
function withReason(message: Message, { isGuess, because }: Cluster): Message {
  if (!isGuess) return message;
  return { ...message, detail: `${message.detail ?? ''} (Why the nodes of this cluster are taken for one: ${because})`.trimStart() };
}

/** Whether the config test comes to what a message is about, and takes it for what it is; else it is silent about it. */
function isHeeded(rule: Rule, message: Placed, configuration: Configuration): boolean {
  const at = message.reportedAt ?? message.at;
  const span = 'span' in at ? at.span : at;
  if ('source' in span) return true;
  if (rule.ofStructure) return configuration.isReached(span) || nextMisledReport(span.start, configuration)?.at.start === span.start;
  return configuration.isReached(span) && !isMissed(span, configuration);
}

/** Where keepalived's own reports are, which may count lines in another way than the file does. */
function reportedPlaces(message: Placed, configuration: Configuration | null): readonly Spot[] {
  const at = message.reportedAt ?? message.at;
  if ('source' in at || configuration === null) return [at];
  const span = 'span' in at ? at.span : at;
  const { source, offset }: Origin = configuration.expansion.origin(span.start);
  const own = source.at(offset).line;
  return countedLines(span, configuration).map((line) => (line === own || line === 0 ? at : startOfLine(source, line)));
}
