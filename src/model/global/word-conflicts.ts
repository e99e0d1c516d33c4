import { atLeast, type Version } from '../../../grammar/version.ts';
import type { Bound, BoundArgument, BoundValue } from '../../binding/bound.ts';
import { isLinkLocalMulticast, isMulticast, parseAddress } from '../../binding/ip-address.ts';
import { keywordSpan } from '../../binding/place.ts';
import type { Correct, CorrectionList } from '../correction.ts';
import { globalLines } from '../read-settings.ts';

/** What keepalived does about words of global_defs that are right by themselves, but not beside each other. */
export function findWordConflicts(children: readonly Bound[], version: Version, corrections: CorrectionList): void {
  const correct = corrections.about('global_defs');
  for (const bound of globalLines(children)) CHECKS.get(bound.keyword.name)?.(bound, version, correct);
}

type Check = (bound: BoundValue, version: Version, correct: Correct) => void;

const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['umask', checkMask],
  ['vrrp_rx_bufs_policy', checkPolicy],
  ['vrrp_mcast_group6', checkGroup],
  ['include_check', checkIncludeCheck],
  ['nftables', checkNames],
  ['nftables_ipvs', checkNames],
  ['vrrp_iptables', checkNames],
  ['vrrp_ipsets', checkNames],
]);

/** A number stands alone; names are joined by `|`, with or without blanks around it. */
function checkMask({ args }: BoundValue, _: Version, correct: Correct): void {
  const [first, second] = args;
  if (!first || args.some(({ fits }) => !fits)) return;
  const at = (argument: BoundArgument): readonly [BoundArgument['word']['span'], { written: string }] => [
    argument.word.span,
    { written: argument.word.text },
  ];
  if (/^\d/.test(first.word.text)) {
    if (second) correct('global/umask-extra', 'ignores', 'reports', ...at(second));
    return;
  }
  const glue = args.find(({ word }, i) => i > 0 && !word.text.startsWith('|') && !args[i - 1]?.word.text.endsWith('|'));
  const last = args.at(-1);
  if (glue) correct('global/umask-syntax', 'ignores', 'reports', ...at(glue));
  else if (last?.word.text.endsWith('|')) correct('global/umask-no-bit', 'ignores', 'reports', ...at(last));
}

/** A size makes a policy of no use, and MTU one of ADVERT. */
function checkPolicy({ args }: BoundValue, _: Version, correct: Correct): void {
  const isSize = ({ value }: BoundArgument): boolean => typeof value === 'number';
  const policies = args.filter((argument) => argument.fits && !isSize(argument));
  const size = args.find(isSize);
  const [policy] = policies;
  const mtu = policies.find(({ word }) => word.text.toUpperCase() === 'MTU');
  const advert = policies.find(({ word }) => word.text.toUpperCase() === 'ADVERT');
  if (size && policy) {
    correct('global/vrrp-rx-bufs-policy-size-and-policy', 'ignores', 'reports', policy.word.span, {
      written: policy.word.text,
      against: size.word.span,
    });
  } else if (mtu && advert) {
    correct('global/vrrp-rx-bufs-policy-two-policies', 'ignores', 'reports', advert.word.span, {
      written: advert.word.text,
      against: mtu.word.span,
    });
  }
}

function checkGroup({ args }: BoundValue, version: Version, correct: Correct): void {
  const group = args[0]?.fits ? parseAddress(args[0].word.text) : null;
  if (!group || !args[0] || !isMulticast(group) || isLinkLocalMulticast(group) || !atLeast(version, '2.2.5')) return;
  correct('global/vrrp-mcast-group6-not-link-local', 'reports', 'reports', args[0].word.span, { written: args[0].word.text });
}

/** Only the first word may stand without a sign. */
function checkIncludeCheck({ args }: BoundValue, _: Version, correct: Correct): void {
  const second = args.find(({ word }, i) => i > 0 && !/^[+-]/.test(word.text));
  if (second) correct('lang/include-check-duplicate', 'ignores', 'reports', second.word.span, { written: second.word.text });
}

function checkNames({ args, keyword, node }: BoundValue, version: Version, correct: Correct): void {
  if (!atLeast(version, '2.3.2')) return;
  const empty = args.find(({ word }) => word.text === '');
  if (empty) correct('global/nftables-empty-name', 'ignores', 'reports', empty.word.span, { written: keyword.name });
  const twin = args.find(({ word }, i) => args.findIndex((other) => other.word.text === word.text) < i);
  if (keyword.name === 'vrrp_ipsets' && twin && !empty) {
    correct('global/vrrp-ipsets-duplicate-name', 'ignores', 'reports', twin.word.span, {
      written: twin.word.text,
      against: keywordSpan(node),
    });
  }
}
