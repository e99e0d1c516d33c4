import type { Version } from '../../grammar/version.ts';
import { compareVersions } from '../../grammar/version.ts';
import type { Verdict } from '../daemon/verdict.ts';
import type { Placed, ProfileName, Rule, RuleInfo, VerdictByVersion } from '../rule/rule.ts';
import { SEVERITIES, type Severity } from '../rule/severity.ts';

/** What the command line and settings ask for. */
export interface Selection {
  /** Profiles by name; none means `recommended`. */
  readonly profiles: readonly ProfileName[];
  /** Severities by rule id; they win over every profile. */
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** Options of rules that differ from their defaults, by the rule's id. */
  readonly options?: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/**
 * How one rule is to be run: `judge` says what is wrong, with a severity; `predict` says what keepalived's own config test would report, where
 * and as often as it would.
 */
export type Activation =
  | {
      readonly mode: 'judge';
      readonly rule: Rule;
      readonly severity: Severity;
      /** Set by name: it is not shifted by a message. */
      readonly explicit: boolean;
    }
  | { readonly mode: 'predict'; readonly rule: Rule };

/** The rules that have something to say under a selection. The profile `keepalived` predicts with each rule that no other one asks for. */
export function activate(
  rules: readonly Rule[],
  { profiles, severities }: Pick<Selection, 'profiles' | 'severities'>,
): readonly Activation[] {
  const predicting = profiles.includes('keepalived');
  const overlays = profiles.filter((name) => name !== 'keepalived');
  const judgesByNameOnly = predicting && overlays.length === 0;
  const activations: Activation[] = [];
  for (const rule of rules) {
    const explicit = severities.get(rule.id);
    const severity = explicit ?? (judgesByNameOnly ? 'off' : severityUnder(overlays, rule));
    if (severity !== 'off') activations.push({ mode: 'judge', rule, severity, explicit: explicit !== undefined });
    else if (predicting && explicit === undefined) activations.push({ mode: 'predict', rule });
  }
  return activations;
}

function severityUnder(overlays: readonly ProfileName[], { severity, profiles = {} }: RuleInfo): Severity | 'off' {
  if (overlays.length === 0) return severity;
  const asked = overlays.flatMap((name) => profiles[name] ?? []);
  const chosen = asked.length > 0 ? (worst(asked) ?? 'off') : severity;
  return chosen === 'off' && overlays.includes('all') ? (worst(Object.values(profiles)) ?? 'info') : chosen;
}

function worst(severities: readonly (Severity | 'off' | undefined)[]): Severity | undefined {
  return SEVERITIES.find((severity) => severities.includes(severity));
}

/** How each profile that is asked for would run a rule by itself. A severity set by name is in all of them. */
export function activateProfiles(rule: Rule, selection: Selection): ReadonlyMap<ProfileName, Activation> {
  const activations = new Map<ProfileName, Activation>();
  for (const name of askedFor(selection)) {
    for (const activation of activate([rule], { ...selection, profiles: [name] })) activations.set(name, activation);
  }
  return activations;
}

/** The profiles that are asked for, by name or by naming none. */
export function askedFor({ profiles }: Selection): readonly ProfileName[] {
  return profiles.length > 0 ? [...new Set(profiles)] : ['recommended'];
}

/** The severity of one message; null when it is not to be reported. */
export function messageSeverity(activation: Activation, message: Placed, verdict: Verdict): Severity | null {
  if (activation.mode === 'predict') return verdict === 'refuses' ? 'error' : verdict === 'reports' ? 'warning' : null;
  const { rule, severity, explicit } = activation;
  if (explicit || message.severity === undefined) return severity;
  const own = rule.severity === 'off' ? 'info' : rule.severity;
  const shift = SEVERITIES.indexOf(message.severity) - SEVERITIES.indexOf(own);
  const shifted = SEVERITIES.indexOf(severity) + shift;
  return SEVERITIES[Math.max(0, Math.min(shifted, SEVERITIES.length - 1))] ?? severity;
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
