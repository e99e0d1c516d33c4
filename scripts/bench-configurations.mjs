// Configurations for the benchmark, of any size, always the same.
//
// The mix of a large site: a load balancer, VRRP instances, and programs that check both. keepalived looks each program up on the host, so
// they are such as every Linux host has. The mix is one that keepalived reads in time that grows with its size, some 10 MB a second. VRRP
// instances alone would take it minutes (it compares each with each), and a bound measured against that would hold for any linter.

/** Which node of which cluster a configuration is of: the second node of a cluster has lower priorities. */
const ALONE = { site: 0, node: 0 };

/** Blocks of the nodes of one cluster have one number on both, and no other cluster has it. */
const MOST_BLOCKS = 1 << 12;

/** One vrrp_instance per `i`, each on an interface of its own. */
function instance(i, { site, node } = ALONE) {
  return `# service address ${i}
vrrp_instance VI_${i} {
    state BACKUP
    interface vlan${i}
    virtual_router_id ${(i % 250) + 1}
    priority ${100 + (i % 50) - 50 * node}
    advert_int 1
    unicast_src_ip ${SOURCES[node]}
    check_unicast_src
    unicast_peer {
        ${SOURCES[1 - node]}
    }
    track_script {
        check_service_${i}
    }
    virtual_ipaddress {
        ${address(10, i + site * MOST_BLOCKS)}/32
    }
}
`;
}

const SOURCES = ['192.0.2.1', '192.0.2.2'];

function script(i, more = '') {
  return `vrrp_script check_service_${i} {
    script "/usr/bin/test -e /run/service-${i}.pid"
    interval 2
    timeout 1
    fall 3
    rise 2
    user root
${more}}
`;
}

function virtualServer(i, { site } = ALONE) {
  const service = i + site * MOST_BLOCKS;
  return `virtual_server ${address(11, service)} 443 {
    delay_loop 6
    lvs_sched wlc
    lvs_method DR
    protocol TCP
${[12, 13].map((net) => realServer(net, service, i)).join('\n')}
}
`;
}

function realServer(net, service, i) {
  return `    real_server ${address(net, service)} 443 {
        weight 10
        MISC_CHECK {
            misc_path "/usr/bin/test -e /run/service-${i}.pid"
            misc_timeout 6
            user root
        }
    }`;
}

function address(net, i) {
  return `${net}.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
}

/** keepalived's time grows with the square of the number of instances; up to here that does not show. */
const MOST_INSTANCES = 2500;

const HEAD = `global_defs {
    router_id bench
    enable_script_security
    script_user root
}

`;

/** Text of about `bytes` bytes; the blocks alternate, so that a short one is of the same kind as a long one. */
export function configurationOfBytes(bytes) {
  const parts = [HEAD];
  for (let i = 0, size = HEAD.length; size < bytes; i++) {
    const text = blocks(i);
    parts.push(text);
    size += text.length;
  }
  return parts.join('');
}

/** Text of about `bytes` bytes of one kind of block: the shape that a file has which a controller writes. */
export function serversOfBytes(bytes) {
  return repeated((i) => virtualServer(i), bytes);
}

export function instancesOfBytes(bytes) {
  return repeated((i) => `${script(i)}\n${instance(i)}`, bytes);
}

function repeated(block, bytes) {
  const parts = [HEAD];
  for (let i = 0, size = HEAD.length; size < bytes; i++) {
    const text = `${block(i)}\n`;
    parts.push(text);
    size += text.length;
  }
  return parts.join('');
}

/** One file for `count` nodes: each has a priority of its own under `@ID`. */
export function configurationOfConfigIds(count) {
  const priorities = Array.from({ length: count }, (_, i) => `    @node${i} priority ${1 + (i % 254)}\n`).join('');
  return `${HEAD}vrrp_instance VI_1 {\n    interface eth0\n    virtual_router_id 51\n${priorities}    virtual_ipaddress {\n        192.0.2.10/24\n    }\n}\n`;
}

/** Exactly `lines` lines: the same blocks, and comments behind the last one that fits. `node`: of which cluster it is which node. */
export function configurationOfLines(lines, node = ALONE) {
  const parts = [HEAD];
  let count = lineCount(HEAD);
  for (let i = 0; ; i++) {
    const text = blocks(i, node);
    if (count + lineCount(text) > lines) break;
    parts.push(text);
    count += lineCount(text);
  }
  parts.push('# end\n'.repeat(lines - count));
  return parts.join('');
}

function blocks(i, node = ALONE) {
  const few = i < MOST_INSTANCES ? [script(i), instance(i, node)] : [];
  return `${[...few, virtualServer(i, node)].join('\n')}\n`;
}

function lineCount(text) {
  return text.split('\n').length - 1;
}

/** Two nodes with `count` instances, each with a check of its own whose failure moves it. */
export function pairOfInstances(count) {
  return [0, 1].map((node) => {
    const blocks = Array.from({ length: count }, (_, i) => `${script(i, '    weight -60\n')}\n${instance(i, { site: 0, node })}\n`);
    return `${HEAD}${blocks.join('')}`;
  });
}

/** The configurations of one cluster: `count` nodes that send to each other and agree. `site` tells several clusters apart. */
export function configurationsOfCluster(count, site = 0) {
  const own = (i) => `10.${site % 250}.${Math.floor(site / 250) * 4 + Math.floor(i / 250)}.${(i % 250) + 1}`;
  const sources = Array.from({ length: count }, (_, i) => own(i));
  return sources.map((source, i) => {
    const peers = sources.filter((each) => each !== source).map((peer) => `        ${peer}\n`);
    return `${HEAD}vrrp_instance VI_1 {
    interface eth0
    virtual_router_id 51
    priority ${Math.max(1, 254 - i)}
    unicast_src_ip ${source}
    check_unicast_src
    unicast_peer {
${peers.join('')}    }
    virtual_ipaddress {
        10.${site % 250}.${Math.floor(site / 250) * 4}.254/24
    }
}
`;
  });
}
