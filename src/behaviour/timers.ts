import type { Router } from './router.ts';

/** Microseconds, in which keepalived counts. */
const SECOND = 1_000_000;
const CENTISECOND = 10_000;

export function microseconds(seconds: number): number {
  return Math.round(seconds * SECOND);
}

/** By how much a lower priority waits longer (vrrp.h VRRP_TIMER_SKEW): in version 3 it depends on the interval of the master. */
export function skew({ instance }: Router, priority: number, masterInterval: number): number {
  const steps = 256 - priority;
  if (instance.version.value === 2) return Math.floor((steps * SECOND) / 256);
  return Math.floor((steps * Math.floor(masterInterval / CENTISECOND) * 625) / 16);
}

/** How long a backup waits for an advert before it takes over (vrrp.h VRRP_MS_DOWN_TIMER). */
export function masterDownTime(router: Router, priority: number, masterInterval: number): number {
  return router.instance.downTimerAdverts.value * masterInterval + skew(router, priority, masterInterval);
}

/** The time of the next advert of a master, which sends one at once and then one each interval. */
export function nextAdvert(router: Router, masterSince: number, now: number): number {
  const interval = microseconds(router.interval);
  return masterSince + (Math.floor((now - masterSince) / interval) + 1) * interval;
}
