export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const spread = (values) => ({
    median: median(values), min: Math.min(...values), max: Math.max(...values),
});

/** Two sides measured in turns, and how the first stands to the second in each round. */
export function compare(ours, theirs) {
    return {
        till: spread(ours),
        limit: spread(theirs),
        ratio: { ...spread(ours.map((value, round) => value / theirs[round])), median: median(ours) / median(theirs) },
    };
}
