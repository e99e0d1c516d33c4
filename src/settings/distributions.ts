import type { Version } from '../../grammar/version.ts';

/**
 * The keepalived that a distribution ships in its own repositories. Where updates brought a newer one within a release, it is that one. Behind
 * each stands the package that was seen.
 */
export const DISTRIBUTIONS: ReadonlyMap<string, Version> = new Map<string, Version>([
  ['debian-11', '2.1.5'], // 1:2.1.5-0.2+deb11u1
  ['debian-12', '2.2.7'], // 1:2.2.7-1+b2
  ['debian-13', '2.3.3'], // 1:2.3.3-1
  ['ubuntu-22.04', '2.2.4'], // 1:2.2.4-0.2build1
  ['ubuntu-24.04', '2.2.8'], // 1:2.2.8-1build2
  ['rhel-8', '2.1.5'], // keepalived-2.1.5-11.el8_10, as AlmaLinux rebuilds it
  ['rhel-9', '2.2.8'], // keepalived-2.2.8-7.el9, as AlmaLinux rebuilds it
  ['rhel-10', '2.2.8'], // keepalived-2.2.8-9.el10, as AlmaLinux rebuilds it
]);
