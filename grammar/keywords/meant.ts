/**
 * Words that people write for a keyword, and that no count of letters leads to: the name that the thing has elsewhere, or that it
 * would have by analogy with its neighbours.
 */
export const MEANT: ReadonlyMap<string, string> = new Map([
  ['algorithm', 'lvs_sched'],
  ['auth', 'authentication'],
  ['global', 'global_defs'],
  ['globals', 'global_defs'],
  ['http_check', 'HTTP_GET'],
  ['https_check', 'SSL_GET'],
  ['https_get', 'SSL_GET'],
  ['peers', 'unicast_peer'],
  ['retries', 'retry'],
  ['scheduler', 'lvs_sched'],
  ['ssl_check', 'SSL_GET'],
  ['vip', 'virtual_ipaddress'],
  ['vips', 'virtual_ipaddress'],
  ['vrid', 'virtual_router_id'],
]);
