import type { Rule } from '../src/rule.ts';
import l3CheckUnicastSrc from './l3/check-unicast-src.ts';
import l3DepartsFromRfc from './l3/departs-from-rfc.ts';
import l3GarpSuppressed from './l3/garp-suppressed.ts';
import l3IpvlanAddressOverlap from './l3/ipvlan-address-overlap.ts';
import l3IpvlanExtraAddress from './l3/ipvlan-extra-address.ts';
import l3IpvlanWithUnicast from './l3/ipvlan-with-unicast.ts';
import l3NoMulticastAdverts from './l3/no-multicast-adverts.ts';
import l3NoVmac from './l3/no-vmac.ts';
import syntaxByteOrderMark from './syntax/byte-order-mark.ts';
import syntaxCommentEndsInBackslash from './syntax/comment-ends-in-backslash.ts';
import syntaxCondition from './syntax/condition.ts';
import syntaxDefinitionLoop from './syntax/definition-loop.ts';
import syntaxEnvironmentReference from './syntax/environment-reference.ts';
import syntaxEscapedComment from './syntax/escaped-comment.ts';
import syntaxInclude from './syntax/include.ts';
import syntaxIncludeReadTwice from './syntax/include-read-twice.ts';
import syntaxLimit from './syntax/limit.ts';
import syntaxLineTooLong from './syntax/line-too-long.ts';
import syntaxMalformedDefinition from './syntax/malformed-definition.ts';
import syntaxMultiLineDefinition from './syntax/multi-line-definition.ts';
import syntaxNulByte from './syntax/nul-byte.ts';
import syntaxRepetition from './syntax/repetition.ts';
import syntaxTrailingBackslash from './syntax/trailing-backslash.ts';
import syntaxUnbalancedBrace from './syntax/unbalanced-brace.ts';
import syntaxUndefinedDefinition from './syntax/undefined-definition.ts';
import syntaxUnreplacedDefinition from './syntax/unreplaced-definition.ts';
import syntaxUnterminatedQuote from './syntax/unterminated-quote.ts';
import templateUnrendered from './template/unrendered.ts';
import vrrpStrictConflict from './vrrp/strict-conflict.ts';

/** Every rule there is, sorted by id. `npm run new-rule` adds to it. */
export const rules: readonly Rule[] = [
  l3CheckUnicastSrc,
  l3DepartsFromRfc,
  l3GarpSuppressed,
  l3IpvlanAddressOverlap,
  l3IpvlanExtraAddress,
  l3IpvlanWithUnicast,
  l3NoMulticastAdverts,
  l3NoVmac,
  syntaxByteOrderMark,
  syntaxCommentEndsInBackslash,
  syntaxCondition,
  syntaxDefinitionLoop,
  syntaxEnvironmentReference,
  syntaxEscapedComment,
  syntaxInclude,
  syntaxIncludeReadTwice,
  syntaxLimit,
  syntaxLineTooLong,
  syntaxMalformedDefinition,
  syntaxMultiLineDefinition,
  syntaxNulByte,
  syntaxRepetition,
  syntaxTrailingBackslash,
  syntaxUnbalancedBrace,
  syntaxUndefinedDefinition,
  syntaxUnreplacedDefinition,
  syntaxUnterminatedQuote,
  templateUnrendered,
  vrrpStrictConflict,
];
