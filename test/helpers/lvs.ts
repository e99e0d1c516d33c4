/** A virtual server that is complete but for the lines given, in the order given. */
export function serverText(header: string, lines: string): string {
  return `virtual_server ${header} {\nlvs_sched rr\n${lines}\n}\n`;
}

/** The real server 198.51.100.11 with a port (or none) and lines of its own. */
export function realServer(port: number | '', lines = ''): string {
  return `real_server 198.51.100.11 ${port} {\n${lines}\n}`;
}
