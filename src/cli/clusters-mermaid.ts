import type { FoundClusters } from '../engine/find-clusters.ts';
import { harmlessName } from '../report/terminal.ts';

/** A flowchart for Mermaid: the nodes of each cluster, and the virtual routers that they take part in. */
export function clustersMermaid({ clusters, alone }: FoundClusters): string {
  const lines = ['flowchart LR'];
  clusters.forEach(({ name, nodes, routers }, index) => {
    const ids = new Map(nodes.map((node, number) => [node, `c${index}n${number}`]));
    lines.push(`  subgraph c${index}[${label(name)}]`);
    for (const [node, id] of ids) lines.push(`    ${id}[${label(node.name)}]`);
    routers.forEach(({ family, virtualRouterId, addresses, members }, number) => {
      const router = `c${index}r${number}`;
      const title = `VRID ${virtualRouterId} (${family === 'ipv4' ? 'IPv4' : 'IPv6'})`;
      lines.push(`    ${router}([${[title, ...addresses].map(escape).join('<br/>').replace(/^|$/g, '"')}])`);
      for (const { node, instance } of members) {
        lines.push(`    ${ids.get(node)} ---|${label(`${instance.name}, priority ${instance.priority.value}`)}| ${router}`);
      }
    });
    lines.push('  end');
  });
  alone.forEach((node, index) => {
    lines.push(`  a${index}[${label(node)}]`);
  });
  return `${lines.join('\n')}\n`;
}

function label(text: string): string {
  return `"${escape(text)}"`;
}

/** Mermaid knows the entities of HTML, written with `#`. */
function escape(text: string): string {
  return harmlessName(text).replace(/[#"&<>`]/g, (character) => `#${character.charCodeAt(0)};`);
}
