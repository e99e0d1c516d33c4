/** How many elements at the beginning of a sorted list are before what is looked for; `isBefore` holds for these and for none behind them. */
export function partitionPoint<T>(sorted: readonly T[], isBefore: (element: T) => boolean): number {
  let low = 0;
  for (let high = sorted.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (isBefore(sorted[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
