import type { Version } from '../../grammar/version.ts';
import { compareVersions } from '../../grammar/version.ts';
import type { Verdict } from '../daemon/verdict.ts';
import type { Message, ProfileName, Rule, RuleInfo, VerdictByVersion } from '../rule/rule.ts';
import { SEVERITIES, type Severity } from '../rule/severity.ts';

/** What the command line and settings ask for. */
export interface Selection {
  /** Profiles by name; none means `recommended`. */
  readonly profiles: readonly ProfileName[];
  /** Severities by rule id; they win over every profile. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
}

/** How one rule is to be run. */
export interface Activation {
  readonly rule: Rule;
  /** Off: only what the profile `keepalived` asks for is reported. */
  readonly severity: Severity | 'off';
  /** Set by name: it is not shifted by a message. */
  readonly explicit: boolean;
  /** Report what keepalived's config test would report. */
  readonly predicting: boolean;
}

/** The rules that have something to say under a selection. */
export function activate(rules: readonly Rule[], selection: Selection): readonly Activation[] {
  const predicting = selection.profiles.includes('keepalived');
  return rules
    .map((rule): Activation => {
      const explicit = selection.severities.get(rule.id);
      if (explicit !== undefined) return { rule, severity: explicit, explicit: true, predicting: predicting && explicit !== 'off' };
      return { rule, severity: profileSeverity(rule, selection.profiles), explicit: false, predicting };
    })
    .filter(({ severity, predicting: asked }) => severity !== 'off' || asked);
}

function profileSeverity(rule: RuleInfo, profiles: readonly ProfileName[]): Severity | 'off' {
  const overlays = profiles.filter((name) => name !== 'keepalived');
  if (overlays.length === 0 && profiles.length > 0) return 'off';
  let severity = rule.severity;
  for (const name of overlays) {
    severity = rule.profiles?.[name] ?? severity;
    if (name === 'all' && severity === 'off') severity = worst(Object.values(rule.profiles ?? {})) ?? 'info';
  }
  return severity;
}

function worst(severities: readonly (Severity | 'off')[]): Severity | undefined {
  return SEVERITIES.find((severity) => severities.includes(severity));
}

/** The severity of one message; null when it is not to be reported. */
export function messageSeverity(activation: Activation, message: Message, verdict: Verdict): Severity | null {
  const predicted = activation.predicting && (verdict === 'refuses' || verdict === 'reports');
  if (activation.severity === 'off') return predicted ? (verdict === 'refuses' ? 'error' : 'warning') : null;
  if (activation.explicit || message.severity === undefined) return activation.severity;
  const own = activation.rule.severity === 'off' ? 'info' : activation.rule.severity;
  const shift = SEVERITIES.indexOf(message.severity) - SEVERITIES.indexOf(own);
  const shifted = SEVERITIES.indexOf(activation.severity) + shift;
  return SEVERITIES[Math.max(0, Math.min(shifted, SEVERITIES.length - 1))] ?? activation.severity;
}

/** What the config test of one version does. */
export function verdictFor(verdicts: VerdictByVersion, version: Version): Verdict {
  if (typeof verdicts === 'string') return verdicts;
  let verdict: Verdict = 'silent';
  let newest: Version | null = null;
  for (const [since, value] of Object.entries(verdicts) as [Version, Verdict][]) {
    if (compareVersions(since, version) > 0) continue;
    if (newest !== null && compareVersions(since, newest) < 0) continue;
    newest = since;
    verdict = value;
  }
  return verdict;
}
