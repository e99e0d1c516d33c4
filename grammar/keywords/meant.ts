/**
 * Words that people write for a keyword, and that no count of letters leads to: the name that the thing has elsewhere, or that it
 * would have by analogy with its neighbours.
 */
export const MEANT: ReadonlyMap<string, string> = new Map([
  ['advertisement_interval', 'advert_int'],
  ['algorithm', 'lvs_sched'],
  ['auth', 'authentication'],
  ['check_http', 'HTTP_GET'],
  ['check_tcp', 'TCP_CHECK'],
  ['global', 'global_defs'],
  ['globals', 'global_defs'],
  ['http_check', 'HTTP_GET'],
  ['https_check', 'SSL_GET'],
  ['https_get', 'SSL_GET'],
  ['peers', 'unicast_peer'],
  ['persistence', 'persistence_timeout'],
  ['prio', 'priority'],
  ['retries', 'retry'],
  ['scheduler', 'lvs_sched'],
  ['ssl_check', 'SSL_GET'],
  ['sync_group', 'vrrp_sync_group'],
  ['unicast_src_address', 'unicast_src_ip'],
  ['vip', 'virtual_ipaddress'],
  ['vips', 'virtual_ipaddress'],
  ['vrid', 'virtual_router_id'],
  ['vrrp_group', 'vrrp_sync_group'],
  ['vrrp_track_script', 'vrrp_script'],
]);

/** Lists of an instance whose names people write for the definition at top level of what they list. */
export const MEANT_AT_TOP: ReadonlyMap<string, string> = new Map([
  ['track_process', 'vrrp_track_process'],
  ['track_script', 'vrrp_script'],
]);
