/**
 * Whether files that a walk comes across are keepalived configurations. A walk must neither report a hundred false findings for an nginx.conf
 * nor pass over a real one. So the name proposes and the text decides; a file that the user names is read whatever it is.
 */

/**
 * Leavings of editors, package managers and patches, and the samples that packages put beside the real file. `.backup` is not among
 * them: so are backup nodes' files called.
 */
const LEAVINGS = String.raw`~|\.(?:sample|synopsis|bak|old|orig|rej|save|swp|tmp|rpmsave|rpmnew|rpmorig|dpkg-\w+|ucf-\w+)`;

/** Programs and texts about keepalived. */
const OTHER_KINDS = String.raw`\.(?:sh|py|pl|rb|js|ts|go|c|h|md|rst|adoc|html?|ya?ml|json|toml|xml|service|socket|timer|spec|te|fc|pp|gz|xz|bz2|zst|zip|tar|png|svg)`;

/** `lb.conf.j2`, `vrrp.conf.erb` … */
const TEMPLATE_OF_CONF = String.raw`[^/]*\.conf\.(?:j2|jinja2?|erb|epp|tmpl|tpl|template|ctmpl|gotmpl|hbs|mustache|in|dist|example)`;

/** `keepalived.conf`, `lb1-keepalived.cfg`, `keepalived.conf.master`, `keepalived.conf-node1`, `keepalived.conf2`, `keepalived.j2` … */
const NAMES_KEEPALIVED = String.raw`[^/]*keepalived[^/]*\.(?:conf|cfg|cnf)\d{0,2}(?:[^a-z0-9/][^/]*)?|keepalived[^/.]*\.(?:j2|jinja2?|erb|epp|tmpl|tpl|ctmpl)`;

/** Everything that a folder of keepalived's has for a configuration: nothing in its name need say so. */
const IN_FOLDER_OF_KEEPALIVED = String.raw`keepalived/(?:.*/)?(?:[^/]*\.conf|${TEMPLATE_OF_CONF})`;

/**
 * Paths that a hook hands to kvlint, which has no text to decide by: whatever its name or its folder calls keepalived's. `.pre-commit-hooks.yaml` has
 * this very pattern; Python reads it as JavaScript does.
 */
export const HOOK_PATHS = new RegExp(
  `^(?!.*(?:${LEAVINGS}|${OTHER_KINDS})$)(?:.*/)?(?:${NAMES_KEEPALIVED}|${IN_FOLDER_OF_KEEPALIVED})$`,
  'i',
);

const NAME_OF_ANOTHER = new RegExp(`(?:${LEAVINGS}|${OTHER_KINDS})$`, 'i');
const NAME_OF_CONFIGURATION = new RegExp(String.raw`\.conf$|^(?:${TEMPLATE_OF_CONF}|${NAMES_KEEPALIVED})$`, 'i');
const NAME_OF_KEEPALIVED = new RegExp(`^(?:${NAMES_KEEPALIVED})$`, 'i');

/** Whether a file of this name is worth a look into its text. */
export function mayBeConfiguration(name: string): boolean {
  return !NAME_OF_ANOTHER.test(name) && NAME_OF_CONFIGURATION.test(name);
}

/** Blocks that only keepalived knows, where a line begins; with a condition or repetition before it. */
const ROOT_BLOCK =
  /^[ \t]*(?:@\S+[ \t]+|~\w+\([^)\n]*\)[ \t]*|\$\w+=[ \t]*)?(?:global_defs|vrrp_instance|vrrp_sync_group|vrrp_script|vrrp_track_process|vrrp_track_file|bfd_instance|virtual_server|virtual_server_group|static_ipaddress)(?=[ \t\r\n{"#!]|$)(?![ \t]*[:=;(,])/m;

/** The header line that nearly every sample carries. */
const HEADER = /^[ \t]*[!#][!# \t]*configuration file for keepalived/im;

/** What stands inside keepalived's blocks and hardly anywhere else. */
const INNER_KEYWORD =
  /^[ \t]*(?:@\S+[ \t]+)?(?:virtual_router_id|virtual_ipaddress(?:_excluded)?|track_script|track_interface|unicast_peer|unicast_src_ip|advert_int|real_server|lb_algo|lvs_sched|delay_loop|notification_email|router_id|static_routes|static_rules|track_file|track_group)\b/m;

/** A line that ends in `{`: words before a block. */
const OPENS_BLOCK = /^[ \t]*[\w@~$][^\n#!;=]*\{[ \t]*\r?$/m;

/** A template's tags. */
const TEMPLATE_TAG = /\{\{|\{%|<%|\$\{[A-Z]/;

/** Whether a walk takes a file for a keepalived configuration. */
export function isConfiguration(name: string, text: string): boolean {
  // A keepalived.conf saved as UTF-16 is full of NULs, and worth a finding.
  if (looksBinary(text)) return /^keepalived\.conf$/i.test(name);
  if (ROOT_BLOCK.test(text) || HEADER.test(text)) return true;
  if (!NAME_OF_KEEPALIVED.test(name)) return false;
  // Its name says keepalived: take it, unless it is another program's file about keepalived (tmpfiles.d, sysctl.d, logrotate.d, rsyslog.d).
  if (INNER_KEYWORD.test(text) || TEMPLATE_TAG.test(text)) return true;
  return isBare(text) || (/^keepalived\.conf$/i.test(name) && OPENS_BLOCK.test(text));
}

/** Whether a text is that of a binary file: a NUL among its first characters. */
function looksBinary(text: string): boolean {
  return text.slice(0, 8192).includes('\0');
}

/** Nothing but comments, blank lines, include lines and definitions. */
function isBare(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:$|[!#]|include[rmwba]?\s|@\S+\s+include|\$\w+=)/.test(line));
}

/** Whether a file of this name may hold configurations: YAML. */
export function mayBeYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

/** An object of Kubernetes that stores files. */
const OBJECT_WITH_FILES = /^[ \t-]*kind:[ \t]*["']?(?:ConfigMap|Secret)\b/m;

/** Far more than Kubernetes stores of several ConfigMaps: beyond that it is something else. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

/** Whether a YAML file may hold configurations, in ConfigMaps or Secrets of Kubernetes; false is certain. */
export function mayHoldFiles(yaml: string): boolean {
  return yaml.length <= MOST_CHARACTERS && OBJECT_WITH_FILES.test(yaml);
}

/** Whether the value of a ConfigMap's key is a configuration; the key is the name of a file. */
export function isConfigurationOfMap(key: string, text: string): boolean {
  return !NAME_OF_ANOTHER.test(key) && isConfiguration(key, text);
}
