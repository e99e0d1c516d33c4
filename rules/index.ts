import type { Rule } from '../src/rule/rule.ts';
import bfdInstance from './bfd/instance.ts';
import cloudNoFailoverHook from './cloud/no-failover-hook.ts';
import cloudTunnels from './cloud/tunnels.ts';
import clusterAddresses from './cluster/addresses.ts';
import clusterAdvertInterval from './cluster/advert-interval.ts';
import clusterAuthentication from './cluster/authentication.ts';
import clusterChecksum from './cluster/checksum.ts';
import clusterFailover from './cluster/failover.ts';
import clusterInterface from './cluster/interface.ts';
import clusterIpvlanAddress from './cluster/ipvlan-address.ts';
import clusterNetwork from './cluster/network.ts';
import clusterPeers from './cluster/peers.ts';
import clusterPreemption from './cluster/preemption.ts';
import clusterPriority from './cluster/priority.ts';
import clusterRouterId from './cluster/router-id.ts';
import clusterSettings from './cluster/settings.ts';
import clusterSourceAddress from './cluster/source-address.ts';
import clusterSyncDaemon from './cluster/sync-daemon.ts';
import clusterSyncGroup from './cluster/sync-group.ts';
import clusterTracking from './cluster/tracking.ts';
import clusterTransport from './cluster/transport.ts';
import clusterTtl from './cluster/ttl.ts';
import clusterUnrelatedVrid from './cluster/unrelated-vrid.ts';
import clusterVersion from './cluster/version.ts';
import clusterVirtualServer from './cluster/virtual-server.ts';
import clusterVrid from './cluster/vrid.ts';
import globalHostNeeds from './global/host-needs.ts';
import globalMail from './global/mail.ts';
import globalNotifyFifo from './global/notify-fifo.ts';
import globalScriptUser from './global/script-user.ts';
import globalSlowTimers from './global/slow-timers.ts';
import globalWordConflict from './global/word-conflict.ts';
import l3CheckUnicastSrc from './l3/check-unicast-src.ts';
import l3DepartsFromRfc from './l3/departs-from-rfc.ts';
import l3GarpSuppressed from './l3/garp-suppressed.ts';
import l3IpvlanAddressOverlap from './l3/ipvlan-address-overlap.ts';
import l3IpvlanExtraAddress from './l3/ipvlan-extra-address.ts';
import l3IpvlanWithUnicast from './l3/ipvlan-with-unicast.ts';
import l3NoMulticastAdverts from './l3/no-multicast-adverts.ts';
import l3NoVmac from './l3/no-vmac.ts';
import lvsAddressNowhere from './lvs/address-nowhere.ts';
import lvsCheckPort from './lvs/check-port.ts';
import lvsCheckProtocol from './lvs/check-protocol.ts';
import lvsCheckTiming from './lvs/check-timing.ts';
import lvsChecker from './lvs/checker.ts';
import lvsDigest from './lvs/digest.ts';
import lvsFamily from './lvs/family.ts';
import lvsForwarding from './lvs/forwarding.ts';
import lvsFwmark from './lvs/fwmark.ts';
import lvsGroup from './lvs/group.ts';
import lvsGroupEntry from './lvs/group-entry.ts';
import lvsNoCheck from './lvs/no-check.ts';
import lvsPersistence from './lvs/persistence.ts';
import lvsPersistenceEffect from './lvs/persistence-effect.ts';
import lvsPorts from './lvs/ports.ts';
import lvsProtocol from './lvs/protocol.ts';
import lvsQuorum from './lvs/quorum.ts';
import lvsQuorumScripts from './lvs/quorum-scripts.ts';
import lvsRealServerIsDirector from './lvs/real-server-is-director.ts';
import lvsScheduler from './lvs/scheduler.ts';
import lvsServers from './lvs/servers.ts';
import lvsSorryServer from './lvs/sorry-server.ts';
import lvsSorryServerIsRealServer from './lvs/sorry-server-is-real-server.ts';
import lvsSslSni from './lvs/ssl-sni.ts';
import lvsStartup from './lvs/startup.ts';
import lvsSyncDaemon from './lvs/sync-daemon.ts';
import netAddress from './net/address.ts';
import netAddressSense from './net/address-sense.ts';
import netDuplicateAddress from './net/duplicate-address.ts';
import netRoute from './net/route.ts';
import netRule from './net/rule.ts';
import netSharedNetwork from './net/shared-network.ts';
import netSharedRoute from './net/shared-route.ts';
import netTracking from './net/tracking.ts';
import rfcAcceptMode from './rfc/accept-mode.ts';
import rfcAuthentication from './rfc/authentication.ts';
import rfcChecksum from './rfc/checksum.ts';
import rfcLowerPriorityAdvert from './rfc/lower-priority-advert.ts';
import rfcMulticast from './rfc/multicast.ts';
import rfcNotInStandard from './rfc/not-in-standard.ts';
import rfcVersion2 from './rfc/version-2.ts';
import rfcVersion3 from './rfc/version-3.ts';
import rfcVirtualMac from './rfc/virtual-mac.ts';
import securityAuthentication from './security/authentication.ts';
import securityDumpFiles from './security/dump-files.ts';
import securityHmac from './security/hmac.ts';
import securityRemoteAccess from './security/remote-access.ts';
import securityScriptAsRoot from './security/script-as-root.ts';
import securityScriptPath from './security/script-path.ts';
import securityScriptSecurity from './security/script-security.ts';
import securityVulnerableVersion from './security/vulnerable-version.ts';
import styleDefaultValue from './style/default-value.ts';
import styleReloadCheck from './style/reload-check.ts';
import suppressNoReason from './suppress/no-reason.ts';
import suppressUnknown from './suppress/unknown.ts';
import suppressUnscoped from './suppress/unscoped.ts';
import suppressUnused from './suppress/unused.ts';
import syntaxByteOrderMark from './syntax/byte-order-mark.ts';
import syntaxCommentEndsInBackslash from './syntax/comment-ends-in-backslash.ts';
import syntaxCondition from './syntax/condition.ts';
import syntaxDefinitionLoop from './syntax/definition-loop.ts';
import syntaxDuplicateKeyword from './syntax/duplicate-keyword.ts';
import syntaxEmptyList from './syntax/empty-list.ts';
import syntaxEnvironmentReference from './syntax/environment-reference.ts';
import syntaxEscapedComment from './syntax/escaped-comment.ts';
import syntaxExtraArgument from './syntax/extra-argument.ts';
import syntaxForeignFile from './syntax/foreign-file.ts';
import syntaxInclude from './syntax/include.ts';
import syntaxIncludeReadTwice from './syntax/include-read-twice.ts';
import syntaxInvalidValue from './syntax/invalid-value.ts';
import syntaxLimit from './syntax/limit.ts';
import syntaxLineTooLong from './syntax/line-too-long.ts';
import syntaxMalformedDefinition from './syntax/malformed-definition.ts';
import syntaxMissingArgument from './syntax/missing-argument.ts';
import syntaxMissingBlock from './syntax/missing-block.ts';
import syntaxMissingKeyword from './syntax/missing-keyword.ts';
import syntaxMultiLineDefinition from './syntax/multi-line-definition.ts';
import syntaxNoBreakSpace from './syntax/no-break-space.ts';
import syntaxNotABlock from './syntax/not-a-block.ts';
import syntaxNulByte from './syntax/nul-byte.ts';
import syntaxOrder from './syntax/order.ts';
import syntaxRandomNotLast from './syntax/random-not-last.ts';
import syntaxRepetition from './syntax/repetition.ts';
import syntaxScriptQuote from './syntax/script-quote.ts';
import syntaxShellExpression from './syntax/shell-expression.ts';
import syntaxTrailingBackslash from './syntax/trailing-backslash.ts';
import syntaxTypographicQuote from './syntax/typographic-quote.ts';
import syntaxUnbalancedBrace from './syntax/unbalanced-brace.ts';
import syntaxUndefinedDefinition from './syntax/undefined-definition.ts';
import syntaxUnknownKeyword from './syntax/unknown-keyword.ts';
import syntaxUnreplacedDefinition from './syntax/unreplaced-definition.ts';
import syntaxUnterminatedQuote from './syntax/unterminated-quote.ts';
import templateUnknownKeyword from './template/unknown-keyword.ts';
import templateUnrendered from './template/unrendered.ts';
import versionBuildDependent from './version/build-dependent.ts';
import versionChangedBehaviour from './version/changed-behaviour.ts';
import versionDeprecatedKeyword from './version/deprecated-keyword.ts';
import versionRemovedKeyword from './version/removed-keyword.ts';
import versionUnsupportedKeyword from './version/unsupported-keyword.ts';
import vrrpAccept from './vrrp/accept.ts';
import vrrpAddressElsewhere from './vrrp/address-elsewhere.ts';
import vrrpAddressFamily from './vrrp/address-family.ts';
import vrrpAdvertInterval from './vrrp/advert-interval.ts';
import vrrpAuthentication from './vrrp/authentication.ts';
import vrrpCheckElsewhere from './vrrp/check-elsewhere.ts';
import vrrpDatabasePreemption from './vrrp/database-preemption.ts';
import vrrpDuplicateAddress from './vrrp/duplicate-address.ts';
import vrrpDuplicateVrid from './vrrp/duplicate-vrid.ts';
import vrrpEffectivePriority from './vrrp/effective-priority.ts';
import vrrpFailingCheck from './vrrp/failing-check.ts';
import vrrpFastAdverts from './vrrp/fast-adverts.ts';
import vrrpGarpRefresh from './vrrp/garp-refresh.ts';
import vrrpGroups from './vrrp/groups.ts';
import vrrpHttpStatus from './vrrp/http-status.ts';
import vrrpInterface from './vrrp/interface.ts';
import vrrpInterfaceDelays from './vrrp/interface-delays.ts';
import vrrpIpvlan from './vrrp/ipvlan.ts';
import vrrpLateGlobalDefs from './vrrp/late-global-defs.ts';
import vrrpLinkLocalFirst from './vrrp/link-local-first.ts';
import vrrpMissingVrid from './vrrp/missing-vrid.ts';
import vrrpMulticastGroup from './vrrp/multicast-group.ts';
import vrrpNoSyncGroup from './vrrp/no-sync-group.ts';
import vrrpNoVip from './vrrp/no-vip.ts';
import vrrpNothingTracked from './vrrp/nothing-tracked.ts';
import vrrpNotifyAgainstCheck from './vrrp/notify-against-check.ts';
import vrrpNotifyOrder from './vrrp/notify-order.ts';
import vrrpOwnAddress from './vrrp/own-address.ts';
import vrrpPassingCheck from './vrrp/passing-check.ts';
import vrrpPassword from './vrrp/password.ts';
import vrrpPreemption from './vrrp/preemption.ts';
import vrrpProcessName from './vrrp/process-name.ts';
import vrrpProcessOnlyCheck from './vrrp/process-only-check.ts';
import vrrpScript from './vrrp/script.ts';
import vrrpScriptCommand from './vrrp/script-command.ts';
import vrrpScriptLinkedDirectory from './vrrp/script-linked-directory.ts';
import vrrpScriptShell from './vrrp/script-shell.ts';
import vrrpScriptTiming from './vrrp/script-timing.ts';
import vrrpScriptUser from './vrrp/script-user.ts';
import vrrpSharedVmac from './vrrp/shared-vmac.ts';
import vrrpSkipCheckAdvAddr from './vrrp/skip-check-adv-addr.ts';
import vrrpSlowAdverts from './vrrp/slow-adverts.ts';
import vrrpStartupDelay from './vrrp/startup-delay.ts';
import vrrpStateAndPriority from './vrrp/state-and-priority.ts';
import vrrpStrictConflict from './vrrp/strict-conflict.ts';
import vrrpSyncGroup from './vrrp/sync-group.ts';
import vrrpSyncMemberTrackers from './vrrp/sync-member-trackers.ts';
import vrrpTooManyVips from './vrrp/too-many-vips.ts';
import vrrpTracking from './vrrp/tracking.ts';
import vrrpUndefinedReference from './vrrp/undefined-reference.ts';
import vrrpUnicast from './vrrp/unicast.ts';
import vrrpUnicastSource from './vrrp/unicast-source.ts';
import vrrpUntracked from './vrrp/untracked.ts';
import vrrpUnwatchedFile from './vrrp/unwatched-file.ts';
import vrrpVersion from './vrrp/version.ts';
import vrrpVmacConflict from './vrrp/vmac-conflict.ts';
import vrrpVmacName from './vrrp/vmac-name.ts';
import vrrpVmacNetwork from './vrrp/vmac-network.ts';

/** Every rule there is, sorted by id. `npm run new-rule` adds to it. */
export const rules: readonly Rule[] = [
  bfdInstance,
  cloudNoFailoverHook,
  cloudTunnels,
  clusterAddresses,
  clusterAdvertInterval,
  clusterAuthentication,
  clusterChecksum,
  clusterFailover,
  clusterInterface,
  clusterIpvlanAddress,
  clusterNetwork,
  clusterPeers,
  clusterPreemption,
  clusterPriority,
  clusterRouterId,
  clusterSettings,
  clusterSourceAddress,
  clusterSyncDaemon,
  clusterSyncGroup,
  clusterTracking,
  clusterTransport,
  clusterTtl,
  clusterUnrelatedVrid,
  clusterVersion,
  clusterVirtualServer,
  clusterVrid,
  globalHostNeeds,
  globalMail,
  globalNotifyFifo,
  globalScriptUser,
  globalSlowTimers,
  globalWordConflict,
  l3CheckUnicastSrc,
  l3DepartsFromRfc,
  l3GarpSuppressed,
  l3IpvlanAddressOverlap,
  l3IpvlanExtraAddress,
  l3IpvlanWithUnicast,
  l3NoMulticastAdverts,
  l3NoVmac,
  lvsAddressNowhere,
  lvsCheckPort,
  lvsCheckProtocol,
  lvsCheckTiming,
  lvsChecker,
  lvsDigest,
  lvsFamily,
  lvsForwarding,
  lvsFwmark,
  lvsGroup,
  lvsGroupEntry,
  lvsNoCheck,
  lvsPersistence,
  lvsPersistenceEffect,
  lvsPorts,
  lvsProtocol,
  lvsQuorum,
  lvsQuorumScripts,
  lvsRealServerIsDirector,
  lvsScheduler,
  lvsServers,
  lvsSorryServer,
  lvsSorryServerIsRealServer,
  lvsSslSni,
  lvsStartup,
  lvsSyncDaemon,
  netAddress,
  netAddressSense,
  netDuplicateAddress,
  netRoute,
  netRule,
  netSharedNetwork,
  netSharedRoute,
  netTracking,
  rfcAcceptMode,
  rfcAuthentication,
  rfcChecksum,
  rfcLowerPriorityAdvert,
  rfcMulticast,
  rfcNotInStandard,
  rfcVersion2,
  rfcVersion3,
  rfcVirtualMac,
  securityAuthentication,
  securityDumpFiles,
  securityHmac,
  securityRemoteAccess,
  securityScriptAsRoot,
  securityScriptPath,
  securityScriptSecurity,
  securityVulnerableVersion,
  styleDefaultValue,
  styleReloadCheck,
  suppressNoReason,
  suppressUnknown,
  suppressUnscoped,
  suppressUnused,
  syntaxByteOrderMark,
  syntaxCommentEndsInBackslash,
  syntaxCondition,
  syntaxDefinitionLoop,
  syntaxDuplicateKeyword,
  syntaxEmptyList,
  syntaxEnvironmentReference,
  syntaxEscapedComment,
  syntaxExtraArgument,
  syntaxForeignFile,
  syntaxInclude,
  syntaxIncludeReadTwice,
  syntaxInvalidValue,
  syntaxLimit,
  syntaxLineTooLong,
  syntaxMalformedDefinition,
  syntaxMissingArgument,
  syntaxMissingBlock,
  syntaxMissingKeyword,
  syntaxMultiLineDefinition,
  syntaxNoBreakSpace,
  syntaxNotABlock,
  syntaxNulByte,
  syntaxOrder,
  syntaxRandomNotLast,
  syntaxRepetition,
  syntaxScriptQuote,
  syntaxShellExpression,
  syntaxTrailingBackslash,
  syntaxTypographicQuote,
  syntaxUnbalancedBrace,
  syntaxUndefinedDefinition,
  syntaxUnknownKeyword,
  syntaxUnreplacedDefinition,
  syntaxUnterminatedQuote,
  templateUnknownKeyword,
  templateUnrendered,
  versionBuildDependent,
  versionChangedBehaviour,
  versionDeprecatedKeyword,
  versionRemovedKeyword,
  versionUnsupportedKeyword,
  vrrpAccept,
  vrrpAddressElsewhere,
  vrrpAddressFamily,
  vrrpAdvertInterval,
  vrrpAuthentication,
  vrrpCheckElsewhere,
  vrrpDatabasePreemption,
  vrrpDuplicateAddress,
  vrrpDuplicateVrid,
  vrrpEffectivePriority,
  vrrpFailingCheck,
  vrrpFastAdverts,
  vrrpGarpRefresh,
  vrrpGroups,
  vrrpHttpStatus,
  vrrpInterface,
  vrrpInterfaceDelays,
  vrrpIpvlan,
  vrrpLateGlobalDefs,
  vrrpLinkLocalFirst,
  vrrpMissingVrid,
  vrrpMulticastGroup,
  vrrpNoSyncGroup,
  vrrpNoVip,
  vrrpNothingTracked,
  vrrpNotifyAgainstCheck,
  vrrpNotifyOrder,
  vrrpOwnAddress,
  vrrpPassingCheck,
  vrrpPassword,
  vrrpPreemption,
  vrrpProcessName,
  vrrpProcessOnlyCheck,
  vrrpScript,
  vrrpScriptCommand,
  vrrpScriptLinkedDirectory,
  vrrpScriptShell,
  vrrpScriptTiming,
  vrrpScriptUser,
  vrrpSharedVmac,
  vrrpSkipCheckAdvAddr,
  vrrpSlowAdverts,
  vrrpStartupDelay,
  vrrpStateAndPriority,
  vrrpStrictConflict,
  vrrpSyncGroup,
  vrrpSyncMemberTrackers,
  vrrpTooManyVips,
  vrrpTracking,
  vrrpUndefinedReference,
  vrrpUnicast,
  vrrpUnicastSource,
  vrrpUntracked,
  vrrpUnwatchedFile,
  vrrpVersion,
  vrrpVmacConflict,
  vrrpVmacName,
  vrrpVmacNetwork,
];
