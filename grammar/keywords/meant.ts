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
  ['garp_delay', 'garp_master_delay'],
  ['garp_refresh', 'garp_master_refresh'],
  ['garp_repeat', 'garp_master_repeat'],
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
  ['script_security', 'enable_script_security'],
  ['ssl_check', 'SSL_GET'],
  ['sync_group', 'vrrp_sync_group'],
  ['unicast_src_address', 'unicast_src_ip'],
  ['vip', 'virtual_ipaddress'],
  ['vips', 'virtual_ipaddress'],
  ['virtual_ip', 'virtual_ipaddress'],
  ['virtual_ips', 'virtual_ipaddress'],
  ['vrid', 'virtual_router_id'],
  ['vrrp_group', 'vrrp_sync_group'],
  ['vrrp_track_script', 'vrrp_script'],
]);

/** Lists of an instance whose names people write for the definition at top level of what they list. */
export const MEANT_AT_TOP: ReadonlyMap<string, string> = new Map([
  ['track_process', 'vrrp_track_process'],
  ['track_script', 'vrrp_script'],
]);

/** The lists of names in an instance or a group, by what defines these names. */
export const LISTED_BY: ReadonlyMap<string, string> = new Map([
  ['bfd_instance', 'track_bfd'],
  ['vrrp_script', 'track_script'],
  ['vrrp_track_file', 'track_file'],
  ['vrrp_track_process', 'track_process'],
  ['vrrp_track_script', 'track_script'],
]);

/** Words that people write in a block by analogy with another one, and what the block calls it. */
export const MEANT_IN: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  global_defs: new Map([
    ['garp_interval', 'vrrp_garp_interval'],
    ['garp_lower_prio_delay', 'vrrp_garp_lower_prio_delay'],
    ['garp_lower_prio_repeat', 'vrrp_garp_lower_prio_repeat'],
    ['garp_master_delay', 'vrrp_garp_master_delay'],
    ['garp_master_refresh', 'vrrp_garp_master_refresh'],
    ['garp_master_refresh_repeat', 'vrrp_garp_master_refresh_repeat'],
    ['garp_master_repeat', 'vrrp_garp_master_repeat'],
    ['gna_interval', 'vrrp_gna_interval'],
    ['higher_prio_send_advert', 'vrrp_higher_prio_send_advert'],
    ['lower_prio_no_advert', 'vrrp_lower_prio_no_advert'],
    ['check_unicast_src', 'vrrp_check_unicast_src'],
    ['skip_check_adv_addr', 'vrrp_skip_check_adv_addr'],
    ['strict_mode', 'vrrp_strict'],
    ['user', 'script_user'],
    ['version', 'vrrp_version'],
  ]),
  vrrp_instance: new Map([
    ...LISTED_BY,
    ['vrrp_garp_lower_prio_delay', 'garp_lower_prio_delay'],
    ['vrrp_garp_lower_prio_repeat', 'garp_lower_prio_repeat'],
    ['vrrp_garp_master_delay', 'garp_master_delay'],
    ['vrrp_garp_master_refresh', 'garp_master_refresh'],
    ['vrrp_garp_master_refresh_repeat', 'garp_master_refresh_repeat'],
    ['vrrp_garp_master_repeat', 'garp_master_repeat'],
    ['vrrp_check_unicast_src', 'check_unicast_src'],
    ['vrrp_higher_prio_send_advert', 'higher_prio_send_advert'],
    ['vrrp_lower_prio_no_advert', 'lower_prio_no_advert'],
    ['vrrp_skip_check_adv_addr', 'skip_check_adv_addr'],
    ['vrrp_strict', 'strict_mode'],
    ['vrrp_version', 'version'],
  ]),
  vrrp_script: new Map([['script_user', 'user']]),
  vrrp_sync_group: LISTED_BY,
  MISC_CHECK: new Map([['script_user', 'user']]),
  FILE_CHECK: new Map([
    ['file', 'track_file'],
    ['vrrp_track_file', 'track_file'],
  ]),
};
