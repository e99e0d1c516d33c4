/**
 * What keepalived's own config test does about a condition.
 * `refuses`: the daemon or the instance will not run. `reports`: it says so, often correcting the setting.
 * `logs`: only in a real run, `-t` shows nothing. `silent`: nothing at all.
 */
export type Verdict = 'refuses' | 'reports' | 'logs' | 'silent';
