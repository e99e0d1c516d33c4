import type { ProblemKind } from '../../../grammar/expand/problem.ts';
import type { MisfitKind } from '../../binding/bound.ts';
import type { Check } from './check.ts';
import { globalChecks } from './global.ts';
import { interfaceChecks } from './interfaces.ts';
import { languageChecks } from './language.ts';
import { lvsChecks } from './lvs.ts';
import { netChecks } from './net.ts';
import { trackingChecks } from './tracking.ts';
import { vrrpChecks } from './vrrp.ts';

/**
 * Everything that keepalived checks in a configuration, in any version: what docs/keepalived-checks.md lists, with the rule that tells of it.
 * Only the ids are used at run time, as types; the texts are in no bundle.
 */
const allChecks = {
  ...languageChecks,
  ...globalChecks,
  ...vrrpChecks,
  ...interfaceChecks,
  ...trackingChecks,
  ...netChecks,
  ...lvsChecks,
};

/** A mistake in an entry of a list: any option can be wrong in any way, and only what keepalived tells apart is named here. */
type EntryCheckId = `net/${'address' | 'route' | 'rule'}-${string}`;

type NamedCheckId = keyof typeof allChecks;

/** The id of a check. */
export type CheckId = NamedCheckId | EntryCheckId;

/** What a rule can say that it covers: a check, or all checks that show in misfits or problems of a kind. */
export type Covered = CheckId | MisfitKind | ProblemKind;

export const checks: Readonly<Record<NamedCheckId, Check>> = allChecks;

/** The sections of the list, as a reader looks for them. */
export const sections: readonly { readonly title: string; readonly checks: Readonly<Record<string, Check>> }[] = [
  { title: 'The language', checks: languageChecks },
  { title: 'global_defs', checks: globalChecks },
  { title: 'VRRP', checks: vrrpChecks },
  { title: 'Interfaces', checks: interfaceChecks },
  { title: 'Tracking', checks: trackingChecks },
  { title: 'Addresses, routes, rules and BFD', checks: netChecks },
  { title: 'Virtual servers', checks: lvsChecks },
];
